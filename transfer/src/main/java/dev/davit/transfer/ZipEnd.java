package dev.davit.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What stands at the end of an archive.
 *
 * @param entries how many entries the directory has
 * @param directoryOffset where the directory begins
 * @param directorySize its bytes
 */
record ZipEnd(int entries, long directoryOffset, int directorySize) {

    private static final int SIGNATURE = 0x06054b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int LOCAL = 0x04034b50;
    private static final int LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_LENGTH = 20;

    static ZipEnd of(ZipBytes bytes) throws IOException, TransferException {
        long size = bytes.size();
        int tail = (int) Math.min(size, LENGTH + LONGEST_COMMENT);
        ByteBuffer last = bytes.read(size - tail, tail);
        for (int at = tail - LENGTH; at >= 0; at--) {
            if (last.getInt(at) == SIGNATURE && at + LENGTH + ZipBytes.u16(last, at + 20) == tail) {
                return read(bytes, last, at, size - tail + at);
            }
        }
        boolean begins = size >= 4 && bytes.read(0, 4).getInt(0) == LOCAL;
        throw begins
                ? ZipBytes.malformed("it is truncated, for its directory, which stands at the end, is missing")
                : new TransferException(
                        Problem.INVALID,
                        "This is not a zip archive: give the address of a .zip file, as zip or `jar cfM` makes it.");
    }

    private static ZipEnd read(ZipBytes bytes, ByteBuffer last, int at, long position)
            throws IOException, TransferException {
        int entries = ZipBytes.u16(last, at + 10);
        long directorySize = ZipBytes.u32(last, at + 12);
        long offset = ZipBytes.u32(last, at + 16);
        if (entries > ZipInspection.ENTRIES) {
            throw new TransferException(
                    Problem.TOO_MANY_ENTRIES,
                    "The archive has %s entries, and at most %,d are taken: leave out what the function does not need."
                            .formatted(
                                    entries == 0xffff ? "65,535 or more" : "%,d".formatted(entries),
                                    ZipInspection.ENTRIES));
        }
        if (directorySize == 0xffff_ffffL || offset == 0xffff_ffffL || hasLocator(bytes, position)) {
            throw ZipBytes.malformed("it is in the zip64 form, which is for archives larger than code may be");
        }
        if (ZipBytes.u16(last, at + 4) != 0
                || ZipBytes.u16(last, at + 6) != 0
                || ZipBytes.u16(last, at + 8) != entries) {
            throw ZipBytes.malformed("it is one of several parts");
        }
        if (offset + directorySize != position) {
            throw ZipBytes.malformed("its directory is not where its end says");
        }
        if (entries == 0) {
            throw ZipBytes.malformed("it is empty");
        }
        return new ZipEnd(entries, offset, (int) directorySize);
    }

    private static boolean hasLocator(ZipBytes bytes, long position) throws IOException, TransferException {
        return position >= LOCATOR_LENGTH
                && bytes.read(position - LOCATOR_LENGTH, 4).getInt(0) == ZIP64_LOCATOR;
    }
}
