package dev.davit.operator.ec2;

import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.Enforcement;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkWall;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.ec2.securitygroup.SecurityGroupReconciler;
import dev.davit.operator.ec2.subnet.SubnetReconciler;
import dev.davit.operator.ec2.vpc.VPCReconciler;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Networks around workloads under test: the reconcilers of VPCs, subnets and groups, and the placement that knows them. */
public final class Networks {
    private final KubernetesClient client;
    private final OperatorConfig config;
    private final NetworkObjects objects;
    private final ClusterNetwork cluster;

    public Networks(KubernetesClient client, OperatorConfig config) {
        Installation installation = new Installation(client, config);
        this.client = client;
        this.config = config;
        this.objects = installation.objects();
        this.cluster = installation.cluster();
    }

    public Placement placement() {
        return new Placement(objects, new NetworkWall(client, cluster));
    }

    /** The reconcilers of the network, and others. */
    public List<Reconciler<?>> and(Reconciler<?>... others) {
        Enforcement enforcement = new Enforcement();
        var events = RunningOperator.events(client);
        Clock clock = Clock.systemUTC();
        return Stream.concat(
                        Stream.of(
                                new VPCReconciler(
                                        objects, new NetworkWall(client, cluster), enforcement, config, clock, events),
                                new SubnetReconciler(objects, config, clock, events),
                                new SecurityGroupReconciler(objects, cluster, enforcement, config, clock, events)),
                        Stream.of(others))
                .toList();
    }

    /** Two subnets: {@code a} with a zone, and {@code b} that leads outside; both have room for 11. */
    public static void subnets(KubernetesClient client, String namespace) {
        apply(client, namespace, "VPC", "main", "{cidrBlocks: [10.0.0.0/16]}");
        apply(client, namespace, "Subnet", "a", in("cidrBlock: 10.0.1.0/28, availabilityZone: zone-a"));
        apply(
                client,
                namespace,
                "Subnet",
                "b",
                in(
                        "cidrBlock: 10.0.2.0/28, internetAccess: nat, nodeSelector: {rack: r1}, addressPool: {cni: Calico, name: p}"));
    }

    public static void group(KubernetesClient client, String namespace, String name) {
        apply(client, namespace, "SecurityGroup", name, in("name: " + name + ", description: x"));
    }

    private static String in(String rest) {
        return "{vpcRef: {from: {name: main}}, " + rest + "}";
    }

    private static void apply(KubernetesClient client, String namespace, String kind, String name, String spec) {
        String yaml = "apiVersion: ec2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .serverSideApply();
    }
}
