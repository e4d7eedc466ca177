package dev.davit.gateway.http.balance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pod of a test: a socket that answers each request with what it is told, byte for byte. */
final class Pod implements AutoCloseable {

    /** What a pod does with a request's head; false: it closes the connection. */
    interface Behaviour {
        boolean answer(String head, Socket socket) throws IOException;
    }

    final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Thread acceptor;

    private Pod(Behaviour behaviour) {
        try {
            this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.behaviour = behaviour;
        this.acceptor = Thread.ofVirtual().start(this::accept);
    }

    static Pod of(Behaviour behaviour) {
        return new Pod(behaviour);
    }

    /** Answers every request with those bytes. */
    static Pod saying(String bytes) {
        return of((head, socket) -> {
            write(socket, bytes);
            return true;
        });
    }

    static void write(Socket socket, String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String head = head(in); head != null; head = head(in)) {
                heads.add(head);
                if (!behaviour.answer(head, socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side went
        }
    }

    /** A head, and the body behind it when it has a length. */
    private static String head(BufferedReader in) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        for (int i = 0; i < length; i++) {
            head.append((char) in.read());
        }
        return head.isEmpty() ? null : head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(); // until then the system may accept one more connection
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
