package dev.davit.gateway.kube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to the API server that can be cut and mended. */
final class Cable implements AutoCloseable {

    private final URI target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(String masterUrl) throws IOException {
        this.target = URI.create(masterUrl);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "https://127.0.0.1:" + listener.getLocalPort();
    }

    void cut() {
        cut = true;
        sockets.forEach(Cable::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                if (cut) {
                    near.close();
                } else {
                    Socket far = new Socket(target.getHost(), target.getPort());
                    sockets.add(near);
                    sockets.add(far);
                    Thread.ofVirtual().start(() -> pump(near, far));
                    Thread.ofVirtual().start(() -> pump(far, near));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
