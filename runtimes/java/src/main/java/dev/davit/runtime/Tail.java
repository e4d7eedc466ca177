package dev.davit.runtime;

import java.util.Arrays;

/** The last bytes of one invocation's output, kept while somebody wants them. */
final class Tail {
    static final int SIZE = 4096;

    private final byte[] ring = new byte[SIZE];
    private volatile boolean wanted;
    private long written;

    synchronized void start(boolean wanted) {
        this.wanted = wanted;
        written = 0;
    }

    boolean isWanted() {
        return wanted;
    }

    synchronized boolean isEmpty() {
        return written == 0;
    }

    synchronized void add(byte[] bytes, int offset, int length) {
        int kept = Math.min(length, SIZE);
        written += length - kept;
        for (int i = offset + length - kept; i < offset + length; i++) {
            ring[(int) (written++ % SIZE)] = bytes[i];
        }
    }

    synchronized byte[] take() {
        wanted = false;
        if (written <= SIZE) {
            return Arrays.copyOf(ring, (int) written);
        }
        byte[] tail = new byte[SIZE];
        int cut = (int) (written % SIZE);
        System.arraycopy(ring, cut, tail, 0, SIZE - cut);
        System.arraycopy(ring, 0, tail, SIZE - cut, cut);
        return tail;
    }
}
