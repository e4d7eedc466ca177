package dev.davit.testkit.api;

import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** etcd and kube-apiserver (RBAC on) on free loopback ports with a state folder of their own; ended with {@link #close()}. */
public final class ApiServer implements AutoCloseable {

    private static final String TOKEN = UUID.randomUUID().toString();

    private final Path state;
    private final int port = freePort();
    private final List<Process> processes = new ArrayList<>();
    private final KubernetesClient client;

    private ApiServer() throws IOException {
        state = Files.createTempDirectory("davit-api");
        client = new KubernetesClientBuilder().withConfig(config(TOKEN)).build();
    }

    static boolean isPossible() {
        var bin = System.getenv("DAVIT_NODE_BIN");
        return bin != null && Files.isExecutable(Path.of(bin, "kube-apiserver"));
    }

    /** Starts both programs, waits for readiness and applies every CRD of {@code crds/generated}. */
    public static ApiServer start() {
        try {
            var server = new ApiServer();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            server.startPrograms();
            server.applyCrds();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The administrator's client; not to be closed. */
    public KubernetesClient client() {
        return client;
    }

    /** How somebody with this bearer token connects. */
    public Config config(String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withOauthToken(token)
                .build();
    }

    /** A new namespace; it stays until the server ends, as no controller would finish its deletion. */
    public String newNamespace(String prefix) {
        return client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(prefix + "-" + UUID.randomUUID().toString().substring(0, 8))
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }

    /** A connection to it, encrypted, for HTTP/1.1. */
    Socket connect() throws IOException {
        try {
            return SSLUtils.sslContext(client.getConfiguration())
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), port);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startPrograms() throws IOException {
        int etcd = freePort();
        var etcdUrl = "http://127.0.0.1:" + etcd;
        var peerUrl = "http://127.0.0.1:" + freePort();
        var key = serviceAccountKey();
        var tokens = Files.writeString(state.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        run(
                "etcd",
                "--data-dir=" + state.resolve("etcd"),
                "--listen-client-urls=" + etcdUrl,
                "--advertise-client-urls=" + etcdUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl,
                "--unsafe-no-fsync",
                "--log-level=error");
        run(
                "kube-apiserver",
                "--etcd-servers=" + etcdUrl,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + state.resolve("certs"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.96.0.0/16",
                "--disable-admission-plugins=ServiceAccount");
        Awaitility.await("the API server")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> "ok".equals(client.raw("/readyz"))
                        && client.namespaces().withName("default").get() != null);
    }

    private void applyCrds() throws IOException {
        var folder = Repository.file("crds/generated");
        if (!Files.isDirectory(folder)) {
            return; // `make crds` has not run yet
        }
        try (Stream<Path> files = Files.list(folder)) {
            var crds = files.filter(path -> path.toString().endsWith(".yaml"))
                    .map(this::applyCrd)
                    .toList();
            Awaitility.await("the CRDs")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> crds.stream().allMatch(this::isEstablished));
        }
    }

    private CustomResourceDefinition applyCrd(Path file) {
        try (var yaml = Files.newInputStream(file)) {
            return client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(yaml)
                    .serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isEstablished(CustomResourceDefinition crd) {
        return Optional.ofNullable(client.resource(crd).get().getStatus().getConditions()).stream()
                .flatMap(List::stream)
                .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True"));
    }

    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getenv("DAVIT_NODE_BIN"), program).toString());
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(state.resolve(program + ".log").toFile())
                .start());
    }

    private Path serviceAccountKey() throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return Files.writeString(
                    state.resolve("sa.key"),
                    "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        processes.reversed().forEach(Process::destroyForcibly);
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A file that etcd removed under the walk: the folder is temporary anyway.
        }
    }
}
