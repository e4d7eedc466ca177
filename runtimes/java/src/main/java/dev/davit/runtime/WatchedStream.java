package dev.davit.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A standard stream; what is written is shown to the tail while somebody wants it. */
final class WatchedStream extends OutputStream {
    static final Tail TAIL = new Tail();
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private final FileOutputStream file;

    private WatchedStream(FileOutputStream file) {
        this.file = file;
    }

    static void install() {
        System.setOut(new PrintStream(new WatchedStream(OUT), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(
                new WatchedStream(new FileOutputStream(FileDescriptor.err)), false, StandardCharsets.UTF_8));
    }

    /** Writes lines that are not the function's. */
    static void platform(String lines) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try {
            show(bytes, 0, bytes.length);
            OUT.write(bytes);
        } catch (IOException e) {
            // A log that nobody takes is no reason to fail the function.
            return;
        }
    }

    private static void show(byte[] bytes, int offset, int length) {
        if (TAIL.isWanted()) {
            TAIL.add(bytes, offset, length);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        show(bytes, offset, length);
        file.write(bytes, offset, length);
    }
}
