package dev.davit.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands before an entry's content: it must say the same as the directory, for readers believe one or the other. */
final class LocalHeader {

    private static final int SIGNATURE = 0x04034b50;
    private static final int LENGTH = 30;
    private static final int TELLING = 0x1 | 0x8 | 0x800;

    private LocalHeader() {}

    /** Where the content begins. */
    static long dataStart(ZipBytes bytes, ZipEntryRecord entry) throws IOException, TransferException {
        ByteBuffer header = bytes.read(entry.offset(), LENGTH);
        int nameLength = ZipBytes.u16(header, 26);
        int extraLength = ZipBytes.u16(header, 28);
        if (header.getInt(0) != SIGNATURE) {
            throw ZipBytes.malformed("the entry " + entry.shown() + " is not where the directory says");
        }
        byte[] name = bytes.read(entry.offset() + LENGTH, nameLength).array();
        ByteBuffer extra = bytes.read(entry.offset() + LENGTH + nameLength, extraLength);
        boolean sizes = entry.sizesFollow()
                || ZipBytes.u32(header, 14) == entry.crc()
                        && ZipBytes.u32(header, 18) == entry.compressedSize()
                        && ZipBytes.u32(header, 22) == entry.size();
        if (!Arrays.equals(name, entry.name().getBytes(StandardCharsets.UTF_8))
                || ZipBytes.u16(header, 8) != entry.method()
                || ((ZipBytes.u16(header, 6) ^ entry.flags()) & TELLING) != 0
                || ExtraFields.of(extra, 0, extraLength).otherName(entry.name())
                || !sizes) {
            throw ZipBytes.malformed("the entry " + entry.shown() + " says something else than the directory");
        }
        return entry.offset() + LENGTH + nameLength + extraLength;
    }
}
