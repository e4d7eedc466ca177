package dev.davit.gateway.http.destination;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST to an address that was checked, under the name that it was found by: a client that looks names up by itself could be
 * led elsewhere between the check and the connection. Reads no more than the status.
 */
final class HttpPost {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int SILENCE_MILLIS = 10_000;
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 200;

    private final URI uri;
    private final InetAddress address;
    private final Consumer<Socket> opened;

    /** {@code opened} is given each socket, to close it when it takes too long. */
    HttpPost(URI uri, InetAddress address, Consumer<Socket> opened) {
        this.uri = uri;
        this.address = address;
        this.opened = opened;
    }

    private boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    private int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? 443 : 80;
    }

    /** The status. Blocks. */
    int send(Map<String, String> headers, byte[] body) throws IOException {
        try (Socket plain = new Socket()) {
            opened.accept(plain);
            plain.connect(new InetSocketAddress(address, port()), CONNECT_MILLIS);
            plain.setSoTimeout(SILENCE_MILLIS);
            if (!isSecure()) {
                return exchange(plain, headers, body);
            }
            try (SSLSocket secure = secured(plain)) {
                return exchange(secure, headers, body);
            }
        }
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, uri.getHost(), port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private int exchange(Socket socket, Map<String, String> headers, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head(headers, body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int status = status(line(in));
        while (status < 200) {
            skipHeaders(in);
            status = status(line(in));
        }
        return status;
    }

    private String head(Map<String, String> headers, int length) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
        if (uri.getPort() >= 0) {
            head.append(':').append(uri.getPort());
        }
        head.append("\r\nContent-Type: application/json\r\nUser-Agent: davit\r\nConnection: close\r\nContent-Length: ")
                .append(length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new IOException("the endpoint does not speak HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static void skipHeaders(InputStream in) throws IOException {
        for (int lines = 0; !line(in).isEmpty(); lines++) {
            if (lines > MOST_LINES) {
                throw new IOException("the endpoint's headers have no end");
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("the endpoint closed the connection without an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
