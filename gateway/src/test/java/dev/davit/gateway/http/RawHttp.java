package dev.davit.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes sent to a server just as they are, and everything that it says before it closes the connection or falls silent. */
record RawHttp(String text, boolean closed) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int SILENCE_MILLIS = 1500;

    static RawHttp send(int port, String bytes) {
        try (Socket socket = open(port)) {
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // the server had heard enough: what it said is still to be read
            }
            return listen(socket);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        return socket;
    }

    static RawHttp listen(Socket socket) {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        boolean closed = true;
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                heard.write(next);
            }
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (IOException e) {
            // reset: closed all the more
        }
        return new RawHttp(heard.toString(StandardCharsets.ISO_8859_1), closed);
    }

    /** How many answers there are. */
    int answers() {
        return (int) STATUS.matcher(text).results().count();
    }

    /** The first answer's status; 0 when nothing was said. */
    int status() {
        Matcher first = STATUS.matcher(text);
        return first.find() ? Integer.parseInt(first.group(1)) : 0;
    }
}
