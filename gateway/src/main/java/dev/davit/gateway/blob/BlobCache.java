package dev.davit.gateway.blob;

import dev.davit.gateway.catalog.ArchiveStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Files by hash in one folder, the longest unused going first when they take too much. */
final class BlobCache {

    private final Path folder;
    private final long most;
    private final Executor deleter;
    private final Map<String, Blob> blobs = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private static final class Blob {
        private final Path file;
        private final long size;
        private int holders;

        Blob(Path file, long size) {
            this.file = file;
            this.size = size;
        }
    }

    /** A cache in that folder; what is in it goes, for nobody knows whether it is whole. */
    BlobCache(Path folder, long most, Executor deleter) {
        this.deleter = deleter;
        this.folder = folder;
        this.most = most;
        try {
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where files may be made that are to become blobs. */
    Path folder() {
        return folder;
    }

    /** The blob, held; null when it is not there. */
    synchronized ArchiveStore.Held hold(String sha256) {
        Blob blob = blobs.get(sha256);
        if (blob == null) {
            return null;
        }
        blob.holders++;
        return new Holding(blob);
    }

    /** Takes over a file that has this hash, and holds it. */
    synchronized ArchiveStore.Held add(String sha256, Path file, long size) throws IOException {
        Blob blob = blobs.get(sha256);
        if (blob == null) {
            blob = new Blob(folder.resolve(sha256), size);
            Files.move(file, blob.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            blobs.put(sha256, blob);
            bytes += size;
        } else {
            Files.deleteIfExists(file);
        }
        blob.holders++;
        shrink();
        return new Holding(blob);
    }

    /** Forgets what is not held, oldest first, until the rest fits. */
    private void shrink() {
        Iterator<Blob> oldest = blobs.values().iterator();
        while (bytes > most && oldest.hasNext()) {
            Blob blob = oldest.next();
            if (blob.holders == 0) {
                oldest.remove();
                bytes -= blob.size;
                Path file = setAside(blob.file);
                deleter.execute(() -> delete(file));
            }
        }
    }

    /** Under another name at once, so that the same archive may come back before this file has gone. */
    private static Path setAside(Path file) {
        try {
            Path aside = file.resolveSibling("gone-" + UUID.randomUUID());
            return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void release(Blob blob) {
        blob.holders--;
        shrink();
    }

    synchronized long bytes() {
        return bytes;
    }

    private final class Holding implements ArchiveStore.Held {
        private final Blob blob;
        private final AtomicBoolean closed = new AtomicBoolean();

        Holding(Blob blob) {
            this.blob = blob;
        }

        @Override
        public Path file() {
            return blob.file;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(blob);
            }
        }
    }
}
