package dev.davit.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** The body of a response, as long as its head says: it ends there, and not before. */
final class Body extends InputStream {

    private static final int LONGEST_LINE = 1024;

    private final InputStream in;
    private final boolean chunked;
    private final boolean untilClosed;
    private long left;
    private boolean ended;

    Body(InputStream in, Head head) throws IOException {
        this.in = in;
        this.chunked = head.chunked();
        this.untilClosed = !chunked && head.length() < 0;
        this.left = chunked ? 0 : head.length();
        this.ended = !chunked && left == 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        if (untilClosed) {
            int read = in.read(buffer, offset, length);
            ended = read < 0;
            return read;
        }
        if (chunked && left == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("the connection ended before the archive did");
        }
        left -= read;
        if (left == 0) {
            if (chunked) {
                line();
            } else {
                ended = true;
            }
        }
        return read;
    }

    private boolean nextChunk() throws IOException {
        String size = line();
        int extension = size.indexOf(';');
        String digits = (extension < 0 ? size : size.substring(0, extension)).strip();
        if (!digits.matches("[0-9a-fA-F]{1,15}")) {
            throw new ProtocolException("it sent a malformed chunk");
        }
        left = Long.parseLong(digits, 16);
        ended = left == 0;
        return !ended;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(16);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended before the archive did");
            }
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("it sent a malformed chunk");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
