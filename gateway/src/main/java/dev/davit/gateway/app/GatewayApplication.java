package dev.davit.gateway.app;

import dev.davit.gateway.dispatch.Settings;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kube.Kube;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The process: starts the gateway on its cluster, and ends it in good order. */
@ApplicationScoped
class GatewayApplication {

    private static final Logger LOG = Logger.getLogger(GatewayApplication.class);

    private final GatewayConfig config;
    private final CodeConfig code;
    private final MeterRegistry meters;
    private Kube kube;
    private Gateway gateway;

    GatewayApplication(GatewayConfig config, CodeConfig code, MeterRegistry meters) {
        this.code = code;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        kube = Kube.connect(
                new Kube.Settings(config.region(), config.namespace(), config.runtimeKeySecret()),
                meters,
                Clock.system());
        gateway = new Gateway(
                new Gateway.Adapters(
                        kube.authenticator(),
                        kube.authorizer(),
                        kube.directory(),
                        kube.runtimeKey(),
                        kube.codeLoader(),
                        kube.poolWrites(),
                        new MicrometerMeter(meters),
                        Archives.of(code, kube.embeddedArchives(), Clock.system())),
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
                        StreamLimits.AWS));
        gateway.start();
        kube.catalog().start(gateway.feed());
        LOG.infof("Invoke API on port %d, Runtime API on port %d", gateway.invokePort(), gateway.runtimePort());
    }

    void stop(@Observes ShutdownEvent event) {
        if (gateway != null) {
            gateway.stop(Duration.ofSeconds(config.shutdownGraceSeconds()));
            kube.close();
        }
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
