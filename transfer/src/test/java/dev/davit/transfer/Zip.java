package dev.davit.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives byte by byte, so that they can lie. */
final class Zip {

    private final List<Entry> entries = new ArrayList<>();
    int claimedEntries = -1;

    static final class Entry {
        String name;
        String localName;
        byte[] packed;
        int method = 8;
        int flags = 0x800;
        long crc;
        long size;
        int mode = 0100644;
        byte[] extra = new byte[0];
        Long offset;
        int localMethod = -1;
    }

    static Zip of(String... names) {
        Zip zip = new Zip();
        for (String name : names) {
            zip.file(name, "x".getBytes(StandardCharsets.UTF_8), entry -> {});
        }
        return zip;
    }

    Zip file(String name, byte[] content, Consumer<Entry> lie) {
        Entry entry = new Entry();
        entry.name = name;
        entry.localName = name;
        entry.packed = deflated(content);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = crc.getValue();
        entry.size = content.length;
        lie.accept(entry);
        entries.add(entry);
        return this;
    }

    /** So many zeros, packed as well as can be. */
    Zip zeros(String name, long count, Consumer<Entry> lie) {
        Entry entry = new Entry();
        Deflater deflater = new Deflater(9, true);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        CRC32 crc = new CRC32();
        byte[] zeros = new byte[1 << 20];
        byte[] out = new byte[1 << 16];
        for (long left = count; left > 0; left -= zeros.length) {
            int length = (int) Math.min(left, zeros.length);
            deflater.setInput(zeros, 0, length);
            crc.update(zeros, 0, length);
            while (!deflater.needsInput()) {
                packed.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            packed.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        entry.name = name;
        entry.localName = name;
        entry.packed = packed.toByteArray();
        entry.crc = crc.getValue();
        entry.size = count;
        lie.accept(entry);
        entries.add(entry);
        return this;
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] out = new byte[1 << 16];
        while (!deflater.finished()) {
            packed.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return packed.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    Path in(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "made-", ".zip");
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(OutputStream out) throws IOException {
        long at = 0;
        long[] offsets = new long[entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            byte[] header = local(entries.get(i));
            offsets[i] = at;
            out.write(header);
            out.write(entries.get(i).packed);
            at += header.length + entries.get(i).packed.length;
        }
        int size = 0;
        for (int i = 0; i < entries.size(); i++) {
            byte[] record = central(entries.get(i), offsets[i]);
            out.write(record);
            size += record.length;
        }
        int count = claimedEntries >= 0 ? claimedEntries : entries.size();
        out.write(buffer(22)
                .putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(size)
                .putInt((int) at)
                .putShort((short) 0)
                .array());
    }

    private static byte[] local(Entry entry) {
        byte[] name = entry.localName.getBytes(StandardCharsets.UTF_8);
        return buffer(30 + name.length)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) (entry.localMethod < 0 ? entry.method : entry.localMethod))
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt(entry.packed.length)
                .putInt((int) entry.size)
                .putShort((short) name.length)
                .putShort((short) 0)
                .put(name)
                .array();
    }

    private static byte[] central(Entry entry, long offset) {
        byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
        return buffer(46 + name.length + entry.extra.length)
                .putInt(0x02014b50)
                .putShort((short) 0x031e)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt(entry.packed.length)
                .putInt((int) entry.size)
                .putShort((short) name.length)
                .putShort((short) entry.extra.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(entry.mode << 16)
                .putInt((int) (entry.offset == null ? offset : entry.offset))
                .put(name)
                .put(entry.extra)
                .array();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
