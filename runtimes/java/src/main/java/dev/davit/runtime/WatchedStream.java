package dev.davit.runtime;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A standard stream; what is written is shown to the tail while somebody wants it. */
final class WatchedStream extends OutputStream {
    static final Tail TAIL = new Tail();
    /** An invocation's START line, which is written when it turns out that it will be needed. */
    private static final AtomicReference<String> UNSAID = new AtomicReference<>();

    private static final WatchedStream OUT = new WatchedStream(FileDescriptor.out);
    private static final WatchedStream ERR = new WatchedStream(FileDescriptor.err);

    private final FileOutputStream file;
    /** Whether the next byte begins a line. */
    private volatile boolean ended = true;

    private WatchedStream(FileDescriptor descriptor) {
        this.file = new FileOutputStream(descriptor);
    }

    static void install() {
        System.setOut(new PrintStream(OUT, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(ERR, false, StandardCharsets.UTF_8));
    }

    /** The next thing that is written comes after this line, which is not written for its own sake. */
    static void open(String line) {
        UNSAID.set(line);
    }

    /** Writes the line that was opened with, unless it is written already. */
    static void say() {
        String line = UNSAID.getAndSet(null);
        if (line != null) {
            platform(line);
        }
    }

    /** Whether nothing was written since it was opened; then its line never will be. */
    static boolean closeSilently() {
        return UNSAID.getAndSet(null) != null;
    }

    /** Writes lines that are not the function's, and that begin where no line of its own is. */
    static void platform(String lines) {
        if (!lines.isEmpty()) {
            OUT.endLine();
            ERR.endLine();
            OUT.put(lines, true);
        }
    }

    private void endLine() {
        if (!ended) {
            ended = true;
            put("\n", !TAIL.isEmpty());
        }
    }

    private void put(String lines, boolean shown) {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try {
            if (shown) {
                show(bytes, 0, bytes.length);
            }
            file.write(bytes);
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
        if (UNSAID.get() != null) {
            say();
        }
        show(bytes, offset, length);
        if (length > 0) {
            ended = bytes[offset + length - 1] == '\n';
        }
        file.write(bytes, offset, length);
    }
}
