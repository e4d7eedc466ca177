package dev.davit.testkit.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A NATS server with JetStream, configured as the chart's is, on a port of its own; it may be killed and started again. */
public final class NatsServer implements AutoCloseable {

    static final String PROGRAM = "DAVIT_NATS_SERVER";

    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private final String token;
    private Process process;

    private NatsServer(Path folder, int port, String token) {
        this.folder = folder;
        this.port = port;
        this.token = token;
    }

    /** Starts one that keeps its files in that folder; a null token lets everybody in. */
    public static NatsServer start(Path folder, String token) {
        NatsServer server = new NatsServer(folder, freePort(), token);
        server.start();
        return server;
    }

    /** Where it listens. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Starts it again with the files that it left. */
    public void start() {
        try {
            Path config = folder.resolve("nats.conf");
            Files.writeString(config, configuration());
            process = new ProcessBuilder(System.getenv(PROGRAM), "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("nats.log").toFile()))
                    .start();
            awaitListening();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        return """
                server_name: test
                listen: 127.0.0.1:%d
                max_payload: 8388608
                %s
                jetstream {
                  store_dir: "%s"
                  sync_interval: always
                  max_file_store: 1073741824
                }
                """.formatted(
                        port, token == null ? "" : "authorization { token: " + token + " }", folder.resolve("data"));
    }

    private void awaitListening() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException(
                "nats-server does not listen:\n" + Files.readString(folder.resolve("nats.log")));
    }

    /** Ends it as a crash would: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
