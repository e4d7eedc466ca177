package dev.davit.runtime;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;

/**
 * The gateway, spoken to in HTTP/1.0 on a connection a request: the answer is whatever comes until the connection ends, and no HTTP
 * client has to be loaded.
 */
record Gateway(String address) {
    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long LAST_DELAY_MILLIS = 2000;
    private static final int KEEP_ALIVE_IDLE_SECONDS = 30;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 10;

    /** An answer of another status than the one wanted. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status, String body) {
            super("the gateway answered " + status + ": " + body);
            this.status = status;
        }

        /** Whether asking again would give the same. */
        boolean isFinal() {
            return status / 100 == 4;
        }
    }

    /** Polls until claimed; a gateway that is away or restarts is asked again, later and later. */
    Claim park() {
        long delay = FIRST_DELAY_MILLIS;
        while (true) {
            long started = System.nanoTime();
            try (InputStream body = get("/2026-11-01/environment/next")) {
                return Claim.of(body.readAllBytes());
            } catch (IOException | RuntimeException e) {
                if (System.nanoTime() - started > LAST_DELAY_MILLIS * 1_000_000) {
                    delay = FIRST_DELAY_MILLIS;
                }
            }
            LockSupport.parkNanos(delay * 1_000_000);
            delay = Math.min(delay * 2, LAST_DELAY_MILLIS);
        }
    }

    /** The body of an answer that is OK. */
    InputStream get(String path) throws IOException {
        return call("GET " + path, Map.of(), new byte[0], 200);
    }

    /** Posts JSON, or whatever the headers say, and waits until it is accepted. */
    void post(String path, Map<String, String> headers, byte[] body) throws IOException {
        call("POST " + path, headers, body, 202).close();
    }

    private InputStream call(String request, Map<String, String> headers, byte[] body, int wanted) throws IOException {
        Socket socket = connect();
        try {
            StringBuilder head = new StringBuilder(request).append(" HTTP/1.0\r\nHost: ");
            head.append(address).append("\r\nConnection: close\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            if (request.startsWith("POST")) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length + 2);
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            bytes.writeTo(socket.getOutputStream());
            return answer(socket, wanted);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connect() throws IOException {
        int colon = address.lastIndexOf(':');
        int port = Integer.parseInt(address.substring(colon + 1));
        Socket socket = new Socket();
        // A parked connection is silent for hours: keep-alive probes find out when its other end is gone.
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
        socket.connect(new InetSocketAddress(address.substring(0, colon), port));
        return socket;
    }

    private static InputStream answer(Socket socket, int wanted) throws IOException {
        InputStream stream = new java.io.BufferedInputStream(socket.getInputStream());
        String[] status = line(stream).split(" ", 3);
        if (status.length < 2) {
            throw new IOException("the gateway's answer has no status");
        }
        while (!line(stream).isEmpty()) {
            continue;
        }
        if (!status[1].equals(String.valueOf(wanted))) {
            String body = new String(stream.readNBytes(512), StandardCharsets.UTF_8);
            throw new Refused(Integer.parseInt(status[1]), body.strip());
        }
        return new FilterInputStream(stream) {
            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0) {
                throw new IOException("the gateway's answer ends in its head");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
