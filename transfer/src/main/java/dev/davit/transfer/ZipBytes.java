package dev.davit.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The bytes of an archive, by position; what is not there is told as a truncated archive. */
record ZipBytes(FileChannel channel) {

    long size() throws IOException {
        return channel.size();
    }

    /** Exactly so many bytes, little-endian. */
    ByteBuffer read(long position, int length) throws IOException, TransferException {
        if (position < 0 || length < 0 || position > size() - length) {
            throw malformed("it ends too early");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(position, buffer);
        return buffer.flip();
    }

    /** Fills the buffer, or throws. */
    void read(long position, ByteBuffer buffer) throws IOException, TransferException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw malformed("it ends too early");
            }
            at += read;
        }
    }

    static int u16(ByteBuffer buffer, int at) {
        return buffer.getShort(at) & 0xffff;
    }

    static long u32(ByteBuffer buffer, int at) {
        return buffer.getInt(at) & 0xffff_ffffL;
    }

    static TransferException malformed(String why) {
        return new TransferException(
                Problem.INVALID, "The archive is malformed: " + why + ". Make it anew with zip, and upload all of it.");
    }
}
