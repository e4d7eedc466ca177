package dev.davit.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks into a zip archive without unpacking it: where every entry would go, that nothing lies about itself, and how much it
 * really holds. What passes can be unpacked by any reader, into a folder of its own, with the same result.
 */
public final class ZipInspection {

    /** AWS's limit for what code and layers hold together. */
    public static final long UNZIPPED = 262_144_000;

    /** More than any package has that fits into the limits. */
    public static final int ENTRIES = 20_000;

    /** Less is harmless however well it is compressed. */
    private static final long HARMLESS = 64L * 1024 * 1024;

    private static final int RATIO = 100;

    /**
     * What is in it.
     *
     * @param entries how many files and folders
     * @param unzippedSize how many bytes they have, counted
     */
    public record Contents(int entries, long unzippedSize) {}

    private ZipInspection() {}

    /** Looks into the file; throws the problem that it has. */
    public static Contents inspect(Path file) throws TransferException, IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ZipBytes bytes = new ZipBytes(channel);
            ZipEnd end = ZipEnd.of(bytes);
            List<ZipEntryRecord> entries = ZipDirectory.read(bytes, end);
            names(entries);
            declared(entries);
            ranges(bytes, entries, end);
            return new Contents(entries.size(), unzipped(bytes, entries));
        }
    }

    private static void names(List<ZipEntryRecord> entries) throws TransferException {
        Set<String> files = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (ZipEntryRecord entry : entries) {
            EntryName.check(entry.name());
            EntryKind.check(entry);
            String path =
                    entry.isFolder() ? entry.name().substring(0, entry.name().length() - 1) : entry.name();
            if (entry.isFolder() ? files.contains(path) : !files.add(path) || folders.contains(path)) {
                throw unsafe(entry, "is there twice, so that it depends on the reader which one counts");
            }
            if (entry.isFolder()) {
                folders.add(path);
            }
            parents(path, files, folders, entry);
        }
    }

    private static void parents(String path, Set<String> files, Set<String> folders, ZipEntryRecord entry)
            throws TransferException {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String folder = path.substring(0, slash);
            if (files.contains(folder)) {
                throw unsafe(entry, "lies below \"" + folder + "\", which is a file");
            }
            if (!folders.add(folder)) {
                return; // and so are those above
            }
        }
    }

    /** The sizes that entries claim; what they really have is counted later. */
    private static void declared(List<ZipEntryRecord> entries) throws TransferException {
        long sum = 0;
        for (ZipEntryRecord entry : entries) {
            sum += entry.size();
        }
        if (sum > UNZIPPED) {
            throw tooFar(sum);
        }
    }

    /** Every entry has bytes of its own, and what stands before them says the same as the directory. */
    private static void ranges(ZipBytes bytes, List<ZipEntryRecord> entries, ZipEnd end)
            throws TransferException, IOException {
        List<ZipEntryRecord> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(ZipEntryRecord::offset))
                .toList();
        long free = 0;
        for (ZipEntryRecord entry : inOrder) {
            if (entry.offset() < free) {
                throw new TransferException(
                        Problem.INVALID,
                        "The archive is malformed: the entry " + entry.shown()
                                + " shares bytes with another one. Make it anew.");
            }
            free = LocalHeader.dataStart(bytes, entry) + entry.compressedSize();
            if (free > end.directoryOffset()) {
                throw ZipBytes.malformed("the entry " + entry.shown() + " reaches beyond the entries");
            }
        }
    }

    private static long unzipped(ZipBytes bytes, List<ZipEntryRecord> entries) throws TransferException, IOException {
        long sum = 0;
        long zipped = 0;
        EntryReader reader = new EntryReader(bytes);
        try {
            for (ZipEntryRecord entry : entries) {
                zipped += entry.compressedSize();
                sum += reader.count(entry, UNZIPPED - sum);
                if (sum > HARMLESS && sum / RATIO > zipped) {
                    throw new TransferException(
                            Problem.EXPANDS_TOO_FAR,
                            "The archive looks like a zip bomb: its entries unpack to more than %d times their size. "
                                            .formatted(RATIO)
                                    + "Leave out files that hold nothing but filling.");
                }
            }
        } finally {
            reader.end();
        }
        return sum;
    }

    static TransferException tooFar(long bytes) {
        String has = bytes < 0 ? "more" : "%,d".formatted(bytes);
        return new TransferException(
                Problem.EXPANDS_TOO_FAR,
                "Unzipped size must be smaller than %d bytes, and the archive unpacks to %s: leave out what the function does not need, or build an image (code.imageURI)."
                        .formatted(UNZIPPED, has));
    }

    static TransferException unsafe(ZipEntryRecord entry, String why) {
        return new TransferException(
                Problem.UNSAFE,
                "The archive is not accepted: its entry " + entry.shown() + " " + why + ". Make it anew.");
    }
}
