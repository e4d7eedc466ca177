package dev.davit.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a function's archives; nothing leads out of their folder, and all of them together stay within AWS's limit. */
final class Unpacking {
    /** AWS's limit for code and layers together, unpacked. */
    static final long MAX_BYTES = 262_144_000;

    private static final int MAX_ENTRIES = 20_000;

    private long bytes;
    private int entries;

    Unpacking() {
        this(MAX_BYTES, MAX_ENTRIES);
    }

    Unpacking(long bytes, int entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    void unpack(Path file, Path folder) throws IOException, InitFailure {
        Map<String, Integer> modes = ZipModes.read(file);
        try (ZipFile archive = new ZipFile(file.toFile())) {
            entries -= archive.size();
            if (entries < 0) {
                throw new InitFailure(
                        "Runtime.CodeTooLarge", "The code's archives have more than " + MAX_ENTRIES + " entries");
            }
            Enumeration<? extends ZipEntry> all = archive.entries();
            while (all.hasMoreElements()) {
                ZipEntry entry = all.nextElement();
                unpack(archive, entry, folder, modes.getOrDefault(entry.getName(), 0));
            }
        } catch (ZipException e) {
            throw new InitFailure(
                    "Runtime.InvalidArchive", "The code is not a ZIP archive that can be read: " + e.getMessage());
        }
    }

    private void unpack(ZipFile archive, ZipEntry entry, Path folder, int mode) throws IOException, InitFailure {
        Path path = below(folder, entry.getName().replaceFirst("/$", ""));
        if (ZipModes.isSpecial(mode)) {
            throw new InitFailure(
                    "Runtime.UnsafePath",
                    "The code's entry '" + entry.getName()
                            + "' is neither a file nor a folder: links and devices are not unpacked");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        try (InputStream content = archive.getInputStream(entry);
                OutputStream copy = Files.newOutputStream(path)) {
            // Counted as it comes: what the archive says of its sizes may be a lie.
            bytes -= copy(content, copy, bytes + 1);
        }
        if (bytes < 0) {
            throw tooLarge();
        }
        if ((mode & 0111) != 0) {
            makeExecutable(path);
        }
    }

    static void makeExecutable(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static InitFailure tooLarge() {
        return new InitFailure("Runtime.CodeTooLarge", "Unzipped size must be smaller than " + MAX_BYTES + " bytes");
    }

    /** Copies at most so many bytes; how many it were. */
    static long copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[16384];
        long copied = 0;
        while (copied < most) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, most - copied));
            if (read < 0) {
                break;
            }
            to.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    /** The path of a file of the code. */
    static Path below(Path folder, String name) throws InitFailure {
        if (name.isEmpty()
                || name.startsWith("/")
                || name.indexOf('\0') >= 0
                || List.of(name.split("/")).contains("..")) {
            throw new InitFailure(
                    "Runtime.UnsafePath", "The code's file name '" + name + "' is not a path below " + folder);
        }
        return folder.resolve(name);
    }
}
