package dev.davit.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the directory of an archive. */
final class ZipDirectory {

    private static final int SIGNATURE = 0x02014b50;
    private static final int LENGTH = 46;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 0x1 | 0x40 | 0x2000;

    private ZipDirectory() {}

    static List<ZipEntryRecord> read(ZipBytes bytes, ZipEnd end) throws IOException, TransferException {
        ByteBuffer directory = bytes.read(end.directoryOffset(), end.directorySize());
        List<ZipEntryRecord> entries = new ArrayList<>(end.entries());
        int at = 0;
        while (at < directory.limit()) {
            if (directory.limit() - at < LENGTH || directory.getInt(at) != SIGNATURE) {
                throw ZipBytes.malformed("its directory is broken");
            }
            int name = ZipBytes.u16(directory, at + 28);
            int extra = ZipBytes.u16(directory, at + 30);
            int next = at + LENGTH + name + extra + ZipBytes.u16(directory, at + 32);
            if (next > directory.limit()) {
                throw ZipBytes.malformed("its directory is broken");
            }
            entries.add(entry(directory, at, name, extra));
            at = next;
        }
        if (entries.size() != end.entries()) {
            throw ZipBytes.malformed("its directory has another number of entries than its end says");
        }
        return entries;
    }

    private static ZipEntryRecord entry(ByteBuffer directory, int at, int nameLength, int extraLength)
            throws TransferException {
        String name = text(directory.slice(at + LENGTH, nameLength));
        ExtraFields extra = ExtraFields.of(directory, at + LENGTH + nameLength, extraLength);
        if (extra.otherName(name)) {
            throw ZipBytes.malformed("the entry " + EntryName.shown(name) + " has two names");
        }
        ZipEntryRecord entry = new ZipEntryRecord(
                name,
                ZipBytes.u16(directory, at + 8),
                ZipBytes.u16(directory, at + 10),
                ZipBytes.u32(directory, at + 16),
                ZipBytes.u32(directory, at + 20),
                ZipBytes.u32(directory, at + 24),
                ZipBytes.u16(directory, at + 40),
                extra.link(),
                ZipBytes.u32(directory, at + 42));
        check(entry, ZipBytes.u16(directory, at + 34), extra.zip64());
        return entry;
    }

    private static void check(ZipEntryRecord entry, int disk, boolean zip64) throws TransferException {
        if (zip64
                || entry.size() == 0xffff_ffffL
                || entry.compressedSize() == 0xffff_ffffL
                || entry.offset() == 0xffff_ffffL) {
            throw ZipBytes.malformed(
                    "the entry " + entry.shown() + " is in the zip64 form, which is for files larger than code may be");
        }
        if (disk != 0) {
            throw ZipBytes.malformed("it is one of several parts");
        }
        if ((entry.flags() & ENCRYPTED) != 0) {
            throw new TransferException(
                    Problem.INVALID,
                    "The entry " + entry.shown()
                            + " is encrypted, and Davit has no password: make the archive without one.");
        }
        if (entry.method() != STORED && entry.method() != DEFLATED) {
            throw new TransferException(
                    Problem.INVALID,
                    "The entry " + entry.shown() + " is compressed with method " + entry.method()
                            + ", which runtimes cannot read: make the archive with plain zip (deflate).");
        }
    }

    private static String text(ByteBuffer name) throws TransferException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(name).toString();
        } catch (CharacterCodingException e) {
            throw ZipBytes.malformed("the name of an entry is not in UTF-8");
        }
    }
}
