package dev.davit.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Status and headers of a response.
 *
 * @param status the status
 * @param headers the headers, names in lower case
 */
record Head(int status, Map<String, String> headers) {

    private static final int MOST = 32 * 1024;

    /** Reads the head of an HTTP/1 response, and not a byte more. */
    static Head read(InputStream in) throws IOException {
        int[] left = {MOST};
        String line = line(in, left);
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new ProtocolException("it does not speak HTTP/1");
        }
        int status = Integer.parseInt(line, 9, 12, 10);
        Map<String, String> headers = new LinkedHashMap<>();
        for (line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("it sent a malformed header");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String before = headers.put(name, value);
            if (before != null && !before.equals(value) && (name.equals("content-length") || name.equals("location"))) {
                throw new ProtocolException("it sent two different " + name + " headers");
            }
        }
        return status == 100 || status == 103 ? read(in) : new Head(status, headers);
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new ProtocolException("it closed the connection before its answer");
            }
            if (--left[0] < 0) {
                throw new ProtocolException("its headers are longer than " + MOST + " bytes");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    String header(String name) {
        return headers.get(name);
    }

    boolean redirects() {
        return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308)
                && header("location") != null;
    }

    boolean chunked() throws ProtocolException {
        String coding = header("transfer-encoding");
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!coding.equalsIgnoreCase("chunked") || header("content-length") != null) {
            throw new ProtocolException("its transfer encoding is \"" + ascii(coding) + "\"");
        }
        return true;
    }

    /** The length that was announced, or -1. */
    long length() throws ProtocolException {
        String length = header("content-length");
        if (length == null) {
            return -1;
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw new ProtocolException("its content length is no number");
        }
        return Long.parseLong(length);
    }

    private static String ascii(String text) {
        return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }
}
