package dev.davit.testkit.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The head of an HTTP/1.1 request or response, as it came; its body is still to be read. */
record HttpMessage(String text) {

    /** The next head, or null when the other side has ended before one began. */
    static HttpMessage read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                if (head.size() == 0) {
                    return null;
                }
                throw new EOFException("ended within a head");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return new HttpMessage(head.toString(StandardCharsets.ISO_8859_1));
    }

    String method() {
        return text.substring(0, text.indexOf(' '));
    }

    /** The path of a request, with its query. */
    String target() {
        int from = text.indexOf(' ') + 1;
        return text.substring(from, text.indexOf(' ', from));
    }

    String path() {
        return target().replaceFirst("\\?.*", "");
    }

    /** The status of a response. */
    int status() {
        int from = text.indexOf(' ') + 1;
        return Integer.parseInt(text.substring(from, from + 3));
    }

    boolean isWrite() {
        return !"GET".equals(method()) && !"HEAD".equals(method()) && !"OPTIONS".equals(method());
    }

    boolean isWatch() {
        return target().matches(".*[?&]watch=(true|1)(&.*)?");
    }

    /** The kind that a request is about, in the plural as paths have it: {@code /apis/GROUP/VERSION/[namespaces/NAME/]PLURAL[/…]}. */
    String plural() {
        String[] parts = path().split("/");
        int at = parts.length > 1 && "apis".equals(parts[1]) ? 4 : 3;
        if (parts.length > at + 2 && "namespaces".equals(parts[at])) {
            at += 2;
        }
        return parts.length > at ? parts[at] : "";
    }

    void write(OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Passes a request's body on. */
    void body(InputStream in, OutputStream out) throws IOException {
        if (isChunked()) {
            chunks(in, out);
        } else {
            exactly(Math.max(0, length()), in, out);
        }
    }

    /** Passes the body of a response on; says whether another response may follow on the connection. */
    boolean answer(InputStream in, OutputStream out) throws IOException {
        if (isChunked()) {
            chunks(in, out);
        } else if (length() >= 0) {
            exactly(length(), in, out);
        } else if (status() != 204 && status() != 304) {
            in.transferTo(out);
            return false;
        }
        return !text.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
    }

    private boolean isChunked() {
        return "chunked".equalsIgnoreCase(header("transfer-encoding"));
    }

    private long length() {
        String length = header("content-length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private String header(String name) {
        return text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse(null);
    }

    private static void exactly(long length, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("ended within a body");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static void chunks(InputStream in, OutputStream out) throws IOException {
        long size;
        do {
            String line = line(in, out);
            size = Long.parseLong(line.replaceFirst(";.*", "").trim(), 16);
            exactly(size, in, out);
            if (size > 0) {
                line(in, out);
            }
        } while (size > 0);
        while (!line(in, out).isEmpty()) {
            continue; // a trailer
        }
    }

    private static String line(InputStream in, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); ; next = in.read()) {
            if (next < 0) {
                throw new EOFException("ended within a line");
            }
            out.write(next);
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) next);
        }
    }
}
