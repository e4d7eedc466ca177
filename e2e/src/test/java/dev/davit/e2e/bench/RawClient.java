package dev.davit.e2e.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One keep-alive connection on which the same bytes are sent again and again: a client that costs next to nothing. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;

    RawClient(URI endpoint, byte[] request) throws IOException {
        this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 4096);
        this.request = request;
    }

    /** Sends the request and reads the whole answer; returns its status. An error of the function is thrown. */
    int call() {
        try {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().substring(9, 12));
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                } else if (header.regionMatches(true, 0, "x-amz-function-error:", 0, 21)) {
                    throw new IOException("The function failed, " + header);
                }
            }
            in.skipNBytes(length);
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The connection ended inside an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** An Invoke request as bytes, with the headers that a signer made. */
    static byte[] post(String path, java.util.Map<String, java.util.List<String>> headers, String body) {
        var text = new StringBuilder("POST ").append(path).append(" HTTP/1.1\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> text.append(name).append(": ").append(value).append("\r\n")));
        if (headers.keySet().stream().noneMatch("content-length"::equalsIgnoreCase)) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
