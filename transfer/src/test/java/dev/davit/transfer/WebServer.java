package dev.davit.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback that answers with exactly the bytes it is told to. */
final class WebServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final List<List<String>> requests = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    interface Answer {
        void write(OutputStream out) throws IOException;
    }

    WebServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    WebServer answer(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    WebServer serve(String path, byte[] body) {
        return answer(path, out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        });
    }

    WebServer redirect(String path, String to) {
        return text(path, "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
    }

    WebServer text(String path, String response) {
        return answer(path, out -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> request = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                request.add(line);
            }
            requests.add(request);
            String path = request.getFirst().split(" ")[1];
            answers.getOrDefault(
                            path,
                            out -> out.write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)))
                    .write(connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // the client went away, as some tests want it to
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
