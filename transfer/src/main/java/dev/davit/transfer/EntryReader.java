package dev.davit.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what entries hold, and keeps nothing of it. */
final class EntryReader {

    private static final int BUFFER = 64 * 1024;
    private static final int STORED = 0;

    private final ZipBytes bytes;
    private final Inflater inflater = new Inflater(true);
    private final byte[] in = new byte[BUFFER];
    private final byte[] out = new byte[BUFFER];
    private final CRC32 crc = new CRC32();

    EntryReader(ZipBytes bytes) {
        this.bytes = bytes;
    }

    /** The bytes that the entry really has; throws as soon as there are more than may be, or other than it claims. */
    long count(ZipEntryRecord entry, long most) throws IOException, TransferException {
        crc.reset();
        long start = LocalHeader.dataStart(bytes, entry);
        long size = entry.method() == STORED ? stored(entry, start, most) : inflated(entry, start, most);
        if (size != entry.size() || crc.getValue() != entry.crc()) {
            throw ZipBytes.malformed("the entry " + entry.shown() + " has another content than the directory says");
        }
        return size;
    }

    private long stored(ZipEntryRecord entry, long start, long most) throws IOException, TransferException {
        if (entry.compressedSize() > most) {
            throw ZipInspection.tooFar(-1);
        }
        long left = entry.compressedSize();
        while (left > 0) {
            int length = (int) Math.min(left, BUFFER);
            bytes.read(start + entry.compressedSize() - left, ByteBuffer.wrap(in, 0, length));
            crc.update(in, 0, length);
            left -= length;
        }
        return entry.compressedSize();
    }

    private long inflated(ZipEntryRecord entry, long start, long most) throws IOException, TransferException {
        inflater.reset();
        long read = 0;
        long size = 0;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int length = (int) Math.min(entry.compressedSize() - read, BUFFER);
                    if (length == 0) {
                        throw broken(entry);
                    }
                    bytes.read(start + read, ByteBuffer.wrap(in, 0, length));
                    inflater.setInput(in, 0, length);
                    read += length;
                }
                int length = inflater.inflate(out);
                size += length;
                if (size > most) {
                    throw ZipInspection.tooFar(-1);
                }
                if (size > entry.size() || inflater.needsDictionary()) {
                    throw broken(entry);
                }
                crc.update(out, 0, length);
            }
        } catch (DataFormatException e) {
            throw broken(entry);
        }
        if (inflater.getBytesRead() != entry.compressedSize()) {
            throw broken(entry);
        }
        return size;
    }

    private static TransferException broken(ZipEntryRecord entry) {
        return ZipBytes.malformed("the entry " + entry.shown() + " does not unpack to what the directory says");
    }

    void end() {
        inflater.end();
    }
}
