package dev.davit.operator.elbv2;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.EntryConfig;
import dev.davit.operator.config.EntryRouteConfig;
import dev.davit.operator.config.Installation;
import dev.davit.operator.config.RouteSettings;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.elbv2.listener.EntryPorts;
import dev.davit.operator.elbv2.listener.ListenerReconciler;
import dev.davit.operator.elbv2.loadbalancer.EntryPolicyReconciler;
import dev.davit.operator.elbv2.loadbalancer.EntryRoutes;
import dev.davit.operator.elbv2.loadbalancer.EntryServiceReconciler;
import dev.davit.operator.elbv2.loadbalancer.EntrySite;
import dev.davit.operator.elbv2.loadbalancer.EntryWall;
import dev.davit.operator.elbv2.loadbalancer.LoadBalancerReconciler;
import dev.davit.operator.elbv2.rule.RuleReconciler;
import dev.davit.operator.elbv2.targetgroup.TargetGroupReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The reconcilers of elbv2.davit.dev with four entry ports. */
final class Balancing {

    static final String SYSTEM = "davit-system";

    private Balancing() {}

    /** Ports 10000 to 10003. */
    private record FourPorts() implements EntryConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public int firstPort() {
            return 10000;
        }

        @Override
        public int portCount() {
            return 4;
        }

        @Override
        public boolean policies() {
            return true;
        }

        @Override
        public String from() {
            return "[]";
        }
    }

    /** Without a Gateway before load balancers. */
    static List<Reconciler<?>> reconcilers(KubernetesClient c) {
        return reconcilers(c, new RouteSettings(Optional.empty(), "{}"));
    }

    static List<Reconciler<?>> reconcilers(KubernetesClient c, EntryRouteConfig routes) {
        var config = new RunningOperator.Config(SYSTEM);
        var events = RunningOperator.events(c);
        Clock clock = Clock.systemUTC();
        Installation installation = new Installation(c, config);
        NetworkObjects objects = installation.objects();
        EntryWall wall = new EntryWall(objects, installation.cluster(), new FourPorts());
        return List.of(
                new TargetGroupReconciler(config, clock, events),
                new LoadBalancerReconciler(
                        c,
                        new EntrySite(config, true, "cluster.local"),
                        wall,
                        new EntryRoutes(c, config, routes, objects, clock, Duration.ofSeconds(1)),
                        clock,
                        events),
                new EntryServiceReconciler(config),
                new EntryPolicyReconciler(config, wall),
                new ListenerReconciler(new EntryPorts(new FourPorts()), config, clock, events),
                new RuleReconciler(config, clock, events));
    }
}
