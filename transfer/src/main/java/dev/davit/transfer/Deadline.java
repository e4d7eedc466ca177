package dev.davit.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of a fetch: no read waits beyond it, however slowly the bytes drip. */
final class Deadline {

    private final long nanos;
    private final long readMillis;

    Deadline(Limits limits) {
        this.nanos = System.nanoTime() + limits.total().toNanos();
        this.readMillis = limits.read().toMillis();
    }

    /** The rest in milliseconds, at most as much as wanted; throws when there is none. */
    int rest(Duration wanted) throws SocketTimeoutException {
        return rest(wanted.toMillis());
    }

    private int rest(long wantedMillis) throws SocketTimeoutException {
        long left = (nanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("it took too long in all");
        }
        return (int) Math.min(left, wantedMillis);
    }

    /** The socket's bytes, each read with what is left of the time. */
    InputStream watch(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                socket.setSoTimeout(rest(readMillis));
                return in.read(buffer, offset, length);
            }
        };
    }
}
