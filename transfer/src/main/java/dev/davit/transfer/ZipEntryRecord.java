package dev.davit.transfer;

/**
 * An entry as the directory has it.
 *
 * @param name its path, checked to be UTF-8
 * @param flags the general purpose flags
 * @param method how it is compressed
 * @param crc the checksum of its content
 * @param compressedSize its bytes in the archive
 * @param size its bytes when unpacked, as it claims
 * @param mode its Unix mode, 0 when it has none
 * @param linked whether an extra field makes it a link
 * @param offset where its own header begins
 */
record ZipEntryRecord(
        String name,
        int flags,
        int method,
        long crc,
        long compressedSize,
        long size,
        int mode,
        boolean linked,
        long offset) {

    private static final int LONGEST_SHOWN = 120;

    boolean isFolder() {
        return name.endsWith("/");
    }

    /** Sizes follow the content instead of standing before it. */
    boolean sizesFollow() {
        return (flags & 0x8) != 0;
    }

    /** The name for a message: printable, and not too long. */
    String shown() {
        return EntryName.shown(name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "…" : name);
    }
}
