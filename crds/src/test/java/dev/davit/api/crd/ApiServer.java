package dev.davit.api.crd;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A real etcd and kube-apiserver on free ports of the loopback, for as long as a test class runs. */
final class ApiServer implements AutoCloseable {

    /** Names the folder that holds the programs etcd and kube-apiserver. */
    static final String BIN = "DAVIT_NODE_BIN";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Process etcd;
    private final Process server;
    private final KubernetesClient client;

    /** Starts both and waits until the API server is ready. */
    ApiServer(Path bin, Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        int store = freePort();
        int peer = freePort();
        int port = freePort();
        String token = UUID.randomUUID().toString();
        String name = "davit-" + UUID.randomUUID();
        Files.writeString(folder.resolve("tokens.csv"), token + ",test,test,\"system:masters\"\n");
        Files.writeString(folder.resolve("key.pem"), privateKey());
        etcd = start(bin.resolve("etcd"), "etcd.log", etcdArguments(name, store, peer));
        // Another process may have taken the port meanwhile: never let the API server write into a foreign store.
        await("etcd", etcd, () -> logged("etcd.log", "ready to serve client requests"));
        server = start(bin.resolve("kube-apiserver"), "kube-apiserver.log", serverArguments(store, port));
        client = new KubernetesClientBuilder().withConfig(config(port, token)).build();
        await("kube-apiserver", server, this::isReady);
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        stop(server);
        stop(etcd);
    }

    private List<String> etcdArguments(String name, int port, int peer) {
        String clients = "http://127.0.0.1:" + port;
        String peers = "http://127.0.0.1:" + peer;
        return List.of(
                "--name=" + name,
                "--data-dir=" + folder.resolve("data"),
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=" + name + "=" + peers,
                "--unsafe-no-fsync");
    }

    private List<String> serverArguments(int store, int port) {
        Path key = folder.resolve("key.pem");
        return List.of(
                "--etcd-servers=http://127.0.0.1:" + store,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-account-issuer=https://davit.test",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-cluster-ip-range=10.0.0.0/24",
                "--disable-admission-plugins=ServiceAccount");
    }

    private static Config config(int port, String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    private Process start(Path program, String log, List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(arguments);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private boolean isReady() {
        try {
            return "ok".equals(client.raw("/readyz"));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private boolean logged(String log, String text) {
        try {
            return Files.readString(folder.resolve(log)).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private void await(String name, Process process, BooleanSupplier ready) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                stop(process);
                throw new IOException(name + " did not start:\n" + tail(name));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
        if (!process.isAlive()) {
            throw new IOException(name + " ended:\n" + tail(name));
        }
    }

    private String tail(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name + ".log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
