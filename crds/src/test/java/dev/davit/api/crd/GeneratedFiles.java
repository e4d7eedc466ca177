package dev.davit.api.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of generated, committed files: written when asked, else compared. */
record GeneratedFiles(Path folder, Map<String, String> wanted) {

    /** Whether this run writes instead of comparing: {@code -Dcrds.write=true}. */
    static boolean isWriting() {
        return Boolean.getBoolean("crds.write");
    }

    /** The project's root folder, wherever Maven runs the tests from. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("crds")) ? here : here.getParent();
    }

    /** Replaces the folder's files of the same ending by the wanted ones. */
    void write(String ending) {
        try {
            Files.createDirectories(folder);
            for (String old : committed(ending).keySet()) {
                if (!wanted.containsKey(old)) {
                    Files.delete(folder.resolve(old));
                }
            }
            for (Map.Entry<String, String> file : wanted.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files there are, by name. */
    Map<String, String> committed(String ending) {
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.toString().endsWith(ending)) {
                    found.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
