package dev.davit.operator.ec2.cluster;

import dev.davit.operator.config.GatewayService;
import dev.davit.operator.config.NetworkConfig;
import dev.davit.operator.ec2.cluster.Enforcement.Seen;
import dev.davit.operator.ec2.cluster.Enforcement.State;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks every while whether policies hold, by three connections to the gateway that the chart's own policies decide: its
 * management port is open to the operator on both sides (so that a refusal of the others means something), its runtime
 * port is open to functions alone (ingress), its invoke port is closed to the operator by the operator's policy (egress).
 */
@Singleton
public class EnforcementProbe {
    private static final Logger LOG = Logger.getLogger(EnforcementProbe.class);

    static final int MANAGEMENT = 9090;
    static final int INVOKE = 9000;

    private static final int TIMEOUT_MILLIS = 1500;
    private static final long SOON_SECONDS = 5;
    private static final long EVERY_SECONDS = 60;

    private final KubernetesClient client;
    private final NetworkConfig config;
    private final GatewayService gateway;
    private final Enforcement enforcement;
    private ScheduledExecutorService timer;

    /** How a connection to a port ends: whether it comes about. */
    @FunctionalInterface
    interface Knock {
        boolean opens(int port);
    }

    EnforcementProbe(KubernetesClient client, NetworkConfig config, GatewayService gateway, Enforcement enforcement) {
        this.client = client;
        this.config = config;
        this.gateway = gateway;
        this.enforcement = enforcement;
    }

    void start(@Observes StartupEvent event) {
        if (!config.probe()) {
            enforcement.saw(new Seen(
                    State.UNKNOWN,
                    "Whether the cluster enforces NetworkPolicies is not looked at, for Davit's own are switched off:"
                            + " set networkPolicy.enabled in the chart."));
            return;
        }
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("enforcement").factory());
        timer.execute(this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    /** Whatever happens, it looks again. */
    private void look() {
        long again = SOON_SECONDS;
        try {
            Seen seen = seen();
            enforcement.saw(seen);
            again = seen.state() == State.ENFORCED ? EVERY_SECONDS : SOON_SECONDS;
        } catch (RuntimeException e) {
            LOG.warnf(e, "whether policies are enforced is looked at again in %d seconds", again);
        } finally {
            timer.schedule(this::look, again, TimeUnit.SECONDS);
        }
    }

    private Seen seen() {
        try {
            Service service = client.services()
                    .inNamespace(gateway.id().getNamespace().orElseThrow())
                    .withName(gateway.id().getName())
                    .get();
            Optional<String> address = Optional.ofNullable(service).flatMap(GatewayService::clusterIp);
            return address.map(ip -> judge(port -> opens(ip, port)))
                    .orElseGet(() -> unknown("the gateway's Service is not there"));
        } catch (KubernetesClientException e) {
            return unknown(e.getMessage());
        }
    }

    /** The management port is knocked at again in the end: a gateway that went away meanwhile proves nothing. */
    static Seen judge(Knock knock) {
        if (!knock.opens(MANAGEMENT)) {
            return unknown("the gateway's management port, which policies open, does not answer");
        }
        boolean ingress = !knock.opens(GatewayService.RUNTIME_PORT);
        boolean egress = !knock.opens(INVOKE);
        if (!knock.opens(MANAGEMENT)) {
            return unknown("the gateway went away while it was knocked at");
        }
        if (ingress && egress) {
            return new Seen(State.ENFORCED, "The cluster's network enforces NetworkPolicies.");
        }
        String which = ingress ? "outbound" : egress ? "inbound" : "inbound and outbound";
        return new Seen(
                State.NOT_ENFORCED,
                "The cluster's network does not enforce " + which
                        + " NetworkPolicies: a connection that they forbid came"
                        + " about. Install a network plugin that does, such as Calico or Cilium.");
    }

    private static Seen unknown(String why) {
        return new Seen(State.UNKNOWN, "Whether the cluster enforces NetworkPolicies is not known: " + why + ".");
    }

    private static boolean opens(String ip, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ip, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
