package dev.davit.testkit.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Passes on what comes, each piece a while after it came, until the sender ends. */
record LateStream(Duration late, IntConsumer underWay) {

    private record Piece(byte[] bytes, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Piece) other).due);
        }
    }

    /** Copies; {@code underWay} is told 1 for each piece that came and -1 when it is passed on. */
    void copy(InputStream in, OutputStream out) throws IOException {
        DelayQueue<Piece> pieces = new DelayQueue<>();
        Thread.ofVirtual().start(() -> read(in, pieces));
        try {
            for (Piece piece = pieces.take(); piece.bytes.length > 0; piece = pieces.take()) {
                out.write(piece.bytes);
                out.flush();
                underWay.accept(-1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream in, DelayQueue<Piece> pieces) {
        byte[] buffer = new byte[16_384];
        try {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                underWay.accept(1);
                pieces.add(new Piece(Arrays.copyOf(buffer, read), System.nanoTime() + late.toNanos()));
            }
        } catch (IOException cut) {
            // What came before is still passed on.
        }
        pieces.add(new Piece(new byte[0], System.nanoTime() + late.toNanos()));
    }
}
