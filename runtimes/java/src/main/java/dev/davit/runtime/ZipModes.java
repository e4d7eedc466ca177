package dev.davit.runtime;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Unix modes of a ZIP archive's entries, which the JDK's reader does not show: they are in the central directory. */
final class ZipModes {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int KIND = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    private ZipModes() {}

    /** Modes by entry name, of the entries that were made on a Unix; none when this is not an archive. */
    static Map<String, Integer> read(Path file) throws IOException {
        try (RandomAccessFile archive = new RandomAccessFile(file.toFile(), "r")) {
            ByteBuffer tail =
                    read(archive, Math.max(0, archive.length() - END_SIZE - LONGEST_COMMENT), archive.length());
            for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    long start = Integer.toUnsignedLong(tail.getInt(at + 16));
                    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
                    return start + size > archive.length() ? Map.of() : modes(read(archive, start, start + size));
                }
            }
        }
        return Map.of();
    }

    /** Whether an entry of this mode is a link, a device or the like. */
    static boolean isSpecial(int mode) {
        int kind = mode & KIND;
        return kind != 0 && kind != FILE && kind != FOLDER;
    }

    private static ByteBuffer read(RandomAccessFile archive, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        archive.seek(from);
        archive.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, Integer> modes(ByteBuffer directory) {
        Map<String, Integer> modes = new HashMap<>();
        int at = 0;
        while (at + ENTRY_SIZE <= directory.limit() && directory.getInt(at) == ENTRY_SIGNATURE) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int extras =
                    Short.toUnsignedInt(directory.getShort(at + 30)) + Short.toUnsignedInt(directory.getShort(at + 32));
            if (directory.get(at + 5) == UNIX && at + ENTRY_SIZE + nameLength <= directory.limit()) {
                String name = new String(directory.array(), at + ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
                modes.put(name, directory.getInt(at + 38) >>> 16);
            }
            at += ENTRY_SIZE + nameLength + extras;
        }
        return modes;
    }
}
