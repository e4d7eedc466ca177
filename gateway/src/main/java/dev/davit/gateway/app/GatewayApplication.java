package dev.davit.gateway.app;

import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.http.destination.HttpDestinations;
import dev.davit.gateway.http.destination.PublicAddresses;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kube.Kube;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.Tracer;
import dev.davit.gateway.store.JetStreamInvocationQueue;
import dev.davit.gateway.store.NatsCredentials;
import dev.davit.gateway.store.NatsSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** The process: starts the gateway on its cluster, and ends it in good order. */
@ApplicationScoped
class GatewayApplication {

    private static final Logger LOG = Logger.getLogger(GatewayApplication.class);

    private final GatewayConfig config;
    private final CodeConfig code;
    private final MeterRegistry meters;
    private Kube kube;
    private JetStreamInvocationQueue queue;
    private Tracer tracer;
    private Gateway gateway;

    GatewayApplication(GatewayConfig config, CodeConfig code, MeterRegistry meters) {
        this.code = code;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        JsonLines.install();
        kube = Kube.connect(
                new Kube.Settings(
                        config.region(),
                        config.namespace(),
                        config.runtimeKeySecret(),
                        config.asyncNatsSecret().orElse(null),
                        config.peersService().orElse(null)),
                meters,
                Clock.system());
        queue = config.asyncNatsUrl().map(this::queue).orElse(null);
        tracer = config.tracingEndpoint().isPresent() ? Tracing.of(config, Clock.system()) : Tracer.NONE;
        MicrometerMeter meter = new MicrometerMeter(meters);
        gateway = new Gateway(
                new Gateway.Adapters(
                        kube.authenticator(),
                        kube.authorizer(),
                        kube.directory(),
                        kube.ecs(),
                        kube.runtimeKey(),
                        kube.codeLoader(),
                        config.podLogs() ? kube.logs() : EnvironmentLogs.NONE,
                        kube.poolWrites(),
                        meter,
                        new TargetGroupSeries(meters),
                        new Observers(tracer, new FaultJournal(meter, Clock.system())),
                        Archives.of(code, kube.embeddedArchives(), Clock.system()),
                        queue,
                        queue == null ? null : new EveryDestination(queue.destinations(), http())),
                new Gateway.Options(
                        config.region(),
                        config.invokePort(),
                        config.runtimePort(),
                        config.runtimeCheckAddress(),
                        Settings.with(
                                config.idleTimeoutSeconds(),
                                new Settings.Limits(
                                        config.concurrentExecutions(), Settings.Limits.AWS.startsInTenSeconds())),
                        config.functionUrlDomain(),
                        config.capacityProviders().orElse(Set.of()),
                        StreamLimits.AWS,
                        AsyncSettings.DEFAULT,
                        config.peersService().isEmpty() ? null : replica()));
        gateway.start();
        follow();
        LOG.infof("Invoke API on port %d, Runtime API on port %d", gateway.invokePort(), gateway.runtimePort());
    }

    /** What the cluster says is told to the gateway from now on. */
    private void follow() {
        if (config.peersService().isPresent()) {
            kube.members(gateway::members);
        }
        if (config.loadBalancers()) {
            kube.balance(gateway.balanceFeed());
        }
        kube.catalog().start(gateway.feed());
    }

    void stop(@Observes ShutdownEvent event) {
        if (gateway != null) {
            gateway.stop(Duration.ofSeconds(config.shutdownGraceSeconds()));
            if (queue != null) {
                queue.close();
            }
            kube.close();
            if (tracer.isOn()) {
                Tracing.close(tracer);
            }
        }
    }

    private Gateway.Replica replica() {
        return new Gateway.Replica(
                config.peersName(), config.peersPort(), Duration.ofSeconds(config.peersSettleSeconds()));
    }

    private HttpDestinations http() {
        Set<String> hosts = Set.copyOf(config.asyncHttpPrivateHosts().orElse(List.of()));
        return config.asyncHttp() ? new HttpDestinations(new PublicAddresses(hosts)) : null;
    }

    private JetStreamInvocationQueue queue(String url) {
        return new JetStreamInvocationQueue(
                NatsSettings.of(url, config.asyncNatsReplicas(), config.asyncMaxBytes()), () -> {
                    Map<String, byte[]> entries = kube.queueCredentials();
                    return entries == null ? null : new NatsCredentials(entries);
                });
    }

    /** Whether it knows its cluster and its environments' key. */
    boolean isReady() {
        return gateway != null && gateway.isSynced() && kube.runtimeKey().current() != null;
    }

    /** Whether its event loop turns. */
    boolean isAlive() {
        return gateway == null || gateway.inFlight() >= 0;
    }
}
