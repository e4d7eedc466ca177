package dev.davit.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The most memory that this environment ever used: its control group's, or else this process's. */
final class PeakMemory {
    private static final List<String> GROUP =
            List.of("/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes");
    private static final int MEGABYTE = 1024 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocate(32);
    private final FileChannel group;

    PeakMemory() {
        this.group = open();
    }

    private FileChannel open() {
        for (String path : GROUP) {
            try {
                FileChannel channel = FileChannel.open(Path.of(path));
                bytes(channel);
                return channel;
            } catch (IOException | NumberFormatException e) {
                continue;
            }
        }
        return null;
    }

    long megabytes() {
        try {
            return Math.ceilDiv(group == null ? process() : bytes(group), (long) MEGABYTE);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private long bytes(FileChannel channel) throws IOException {
        buffer.clear();
        int length = channel.read(buffer, 0);
        return Long.parseLong(new String(buffer.array(), 0, Math.max(length, 0), StandardCharsets.US_ASCII).strip());
    }

    private static long process() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
