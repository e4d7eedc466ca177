package dev.davit.testkit.cluster.kind;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import dev.davit.testkit.cluster.Cluster;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cluster of Kind nodes, by name. It outlives the process that started it where {@code testcontainers.reuse.enable} (or
 * {@code TESTCONTAINERS_REUSE_ENABLE}) says so, as it does for scripts, and ends with it elsewhere.
 */
public final class KindCluster implements Cluster {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String[] KUBECTL = {"kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf"};

    private final String name;
    private final Shape shape;
    private final String image;

    /** A cluster that looks like that once it is up. */
    public KindCluster(String name, Shape shape) {
        this.name = name;
        this.shape = shape;
        this.image = NodeImage.chosen();
    }

    /** Whether an engine answers and has the node image: nothing is pulled behind a test's back. */
    public static boolean isPossible() {
        return Engine.answers() && Engine.found().has(NodeImage.chosen());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void up() {
        if (!Engine.answers()) {
            throw new IllegalStateException(
                    "Kind needs a Docker engine, and none answers (DOCKER_HOST, Docker's, a rootless"
                            + " one's or Podman's socket): start one, or use DAVIT_CLUSTER=node");
        }
        Engine engine = Engine.found();
        if (isComplete(engine)) {
            return;
        }
        if (!engine.has(image)) {
            throw new IllegalStateException(NodeImage.missing(image));
        }
        down(); // what an interrupted start has left
        engine.network(network());
        IntStream.range(0, shape.nodes()).forEach(node -> start(engine, node));
        write(kubeconfig(), outsideConfig(engine));
        await(engine, "its nodes to be Ready", () -> ready(engine));
        await(
                engine,
                "cluster DNS",
                () -> engine.succeeds(
                        control(),
                        kubectl("-n", "kube-system", "rollout", "status", "deployment/coredns", "--timeout=5s")));
        engine.run(control(), "touch", "/kind/complete");
    }

    private boolean isComplete(Engine engine) {
        return IntStream.range(0, shape.nodes()).allMatch(node -> engine.container(node(node))
                        .filter(found -> Boolean.TRUE.equals(found.getState().getRunning()))
                        .isPresent())
                && engine.succeeds(control(), "test", "-e", "/kind/complete");
    }

    @SuppressWarnings("resource") // ended by down(), which may run in another process
    private void start(Engine engine, int number) {
        String node = node(number);
        (number == 0
                        ? new KindNode(image, node, network(), Kubeadm.API_PORT, INVOKE_NODE_PORT)
                        : new KindNode(image, node, network()))
                .start();
        String version = engine.run(node, "cat", "/kind/version").strip();
        String configuration =
                Kubeadm.configuration(name, version, control(), node, address(engine, node), shape.zone(number));
        put(engine, node, Kubeadm.FILE, configuration);
        if (number > 0) {
            engine.run(node, "kubeadm", "join", "--config", Kubeadm.FILE, "--skip-phases=preflight");
            return;
        }
        engine.run(node, "kubeadm", "init", "--config", Kubeadm.FILE, "--skip-phases=preflight");
        engine.run(
                node,
                "sh",
                "-c",
                "sed 's#{{ *[.]PodSubnet *}}#" + Kubeadm.PODS + "#' /kind/manifests/default-cni.yaml | "
                        + String.join(" ", kubectl("apply", "-f", "-")));
        engine.run(node, kubectl("apply", "-f", "/kind/manifests/default-storage.yaml"));
    }

    private boolean ready(Engine engine) {
        String states = engine.run(
                control(),
                kubectl("get", "nodes", "-o", "jsonpath={.items[*].status.conditions[?(@.type==\"Ready\")].status}"));
        return states.split(" ").length == shape.nodes() && !states.contains("False") && !states.contains("Unknown");
    }

    private static void await(Engine engine, String what, java.util.function.BooleanSupplier there) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(300).toNanos());
        }
    }

    @Override
    public void down() {
        Engine engine = Engine.found();
        for (int node = 0; node < 9; node++) {
            engine.remove(node(node));
        }
        engine.removeNetwork(network());
        try {
            Files.deleteIfExists(kubeconfig());
            kubeconfig().getParent().toFile().delete(); // unless somebody keeps something there
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void load(List<Path> imageTars) {
        Engine engine = Engine.found();
        for (Path tar : imageTars) {
            String mark = "/var/lib/containerd/loaded-" + digest(tar);
            for (int number = 0; number < shape.nodes(); number++) {
                String node = node(number);
                if (engine.succeeds(node, "test", "-e", mark)) {
                    continue;
                }
                engine.copy(node, tar, "/kind");
                String file = "/kind/" + tar.getFileName();
                engine.run(node, "ctr", "-n", "k8s.io", "images", "import", "--local=true", file);
                engine.run(node, "sh", "-c", "rm " + file + " && touch " + mark);
            }
        }
    }

    @Override
    public Path kubeconfig() {
        return Repository.cache().resolve("clusters").resolve(name).resolve("kubeconfig");
    }

    @Override
    public URI invokeEndpoint() {
        return URI.create("http://127.0.0.1:" + port(Engine.found(), INVOKE_NODE_PORT));
    }

    private String outsideConfig(Engine engine) {
        return engine.run(control(), "cat", "/etc/kubernetes/admin.conf")
                .replaceFirst("server: .*", "server: https://127.0.0.1:" + port(engine, Kubeadm.API_PORT));
    }

    private String port(Engine engine, int port) {
        return engine.container(control())
                .orElseThrow(() -> new IllegalStateException("the cluster " + name + " is not up"))
                .getNetworkSettings()
                .getPorts()
                .getBindings()
                .get(ExposedPort.tcp(port))[0]
                .getHostPortSpec();
    }

    private String address(Engine engine, String node) {
        InspectContainerResponse found = engine.container(node).orElseThrow();
        return found.getNetworkSettings().getNetworks().get(network()).getIpAddress();
    }

    private void put(Engine engine, String node, String file, String text) {
        engine.run(node, "sh", "-c", "cat >" + file + " <<'END'\n" + text + "END\n");
    }

    private String network() {
        return "davit-kind-" + name;
    }

    private String control() {
        return node(0);
    }

    private String node(int number) {
        return "davit-kind-" + name + "-" + (number + 1);
    }

    private static String[] kubectl(String... arguments) {
        return java.util.stream.Stream.of(KUBECTL, arguments)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
    }

    private static String digest(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            try (var in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
