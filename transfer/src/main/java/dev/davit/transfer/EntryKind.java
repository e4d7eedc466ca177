package dev.davit.transfer;

/** Pure: what an entry would become. Files and folders; never links, devices, pipes or sockets. */
final class EntryKind {

    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;

    private EntryKind() {}

    static void check(ZipEntryRecord entry) throws TransferException {
        int type = entry.mode() & TYPE;
        if (type == LINK) {
            throw ZipInspection.unsafe(
                    entry, "is a symbolic link, which could lead out of the code folder; pack the file itself");
        }
        if (entry.linked()) {
            throw ZipInspection.unsafe(
                    entry, "is a hard link, which could lead out of the code folder; pack the file itself");
        }
        if (type != 0 && type != FILE && type != FOLDER) {
            throw ZipInspection.unsafe(entry, "is a device, a pipe or a socket");
        }
        if (type != 0 && (type == FOLDER) != entry.isFolder()) {
            throw ZipInspection.unsafe(entry, "is a folder by its mode and none by its name, or the other way round");
        }
        if (entry.isFolder() && entry.size() != 0) {
            throw ZipInspection.unsafe(entry, "is a folder and has content");
        }
    }
}
