package dev.davit.gateway.blob;

import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveOrigin;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.EmbeddedArchives;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.transfer.Fetched;
import dev.davit.transfer.Fetcher;
import dev.davit.transfer.Hashes;
import dev.davit.transfer.S3Endpoint;
import dev.davit.transfer.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Archives from the cache, or from where they come from. */
public final class BlobStore implements ArchiveStore {

    private final BlobCache cache;
    private final Means means;
    private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();

    /**
     * How archives are had.
     *
     * @param fetcher from web servers and buckets
     * @param s3 the endpoint of buckets, or null
     * @param embedded from objects of the cluster
     * @param executor the threads that wait for it
     */
    public record Means(Fetcher fetcher, S3Endpoint s3, EmbeddedArchives embedded, Executor executor) {}

    /** A store in that folder that keeps about so many bytes. */
    public BlobStore(Path folder, long mostBytes, Means means) {
        this.cache = new BlobCache(folder, mostBytes, means.executor());
        this.means = means;
    }

    @Override
    public CompletionStage<Held> hold(RevisionKey revision, ArchiveEntry archive) {
        Held there = cache.hold(archive.sha256());
        if (there != null) {
            return CompletableFuture.completedFuture(there);
        }
        // Another one's fetch is waited for; should its blob be gone again by then, the fetch is made once more.
        return fetched(revision, archive).thenCompose(nothing -> {
            Held held = cache.hold(archive.sha256());
            return held == null ? hold(revision, archive) : CompletableFuture.completedFuture(held);
        });
    }

    private CompletableFuture<Void> fetched(RevisionKey revision, ArchiveEntry archive) {
        synchronized (underWay) {
            CompletableFuture<Void> another = underWay.get(archive.sha256());
            if (another != null) {
                return another;
            }
            CompletableFuture<Void> fetch = new CompletableFuture<>();
            underWay.put(archive.sha256(), fetch);
            begin(revision, archive, fetch);
            return fetch;
        }
    }

    private void begin(RevisionKey revision, ArchiveEntry archive, CompletableFuture<Void> fetch) {
        CompletionStage<Fetched> file =
                switch (archive.origin()) {
                    case ArchiveOrigin.Address from -> fetch(Source.of(from.url(), archive.sha256()));
                    case ArchiveOrigin.Bucket from -> bucket(from, archive.sha256());
                    case ArchiveOrigin.InRevision from -> embedded(revision, archive);
                    case ArchiveOrigin.InLayer from -> embedded(revision, archive);
                };
        file.thenApplyAsync(found -> keep(archive, found), means.executor()).whenComplete((held, failure) -> {
            synchronized (underWay) {
                underWay.remove(archive.sha256());
            }
            if (failure == null) {
                fetch.complete(null); // who waits takes hold of it within this call
                held.close();
            } else {
                fetch.completeExceptionally(failure);
            }
        });
    }

    private CompletionStage<Fetched> bucket(ArchiveOrigin.Bucket from, String sha256) {
        return means.s3() == null
                ? CompletableFuture.failedFuture(new IOException("The installation names no S3 endpoint any more."))
                : fetch(means.s3().source(from.bucket(), from.key(), from.version(), sha256));
    }

    private CompletionStage<Fetched> fetch(Source source) {
        CompletableFuture<Fetched> result = new CompletableFuture<>();
        means.executor().execute(() -> {
            try {
                result.complete(means.fetcher().fetch(source, cache.folder()));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private CompletionStage<Fetched> embedded(RevisionKey revision, ArchiveEntry archive) {
        return means.embedded()
                .load(revision, archive)
                .thenApplyAsync(
                        bytes -> {
                            if (!Hashes.of(bytes).equals(archive.sha256())) {
                                throw new IllegalStateException(
                                        "The archive in the object is another one than when it was accepted: change the function.");
                            }
                            return written(bytes, archive);
                        },
                        means.executor());
    }

    private Fetched written(byte[] bytes, ArchiveEntry archive) {
        try {
            Path file = Files.createTempFile(cache.folder(), "fetch-", ".zip");
            Files.write(file, bytes);
            return new Fetched(file, archive.sha256(), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Held keep(ArchiveEntry archive, Fetched found) {
        try {
            return cache.add(archive.sha256(), found.file(), found.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the cache takes on disk. */
    long bytes() {
        return cache.bytes();
    }
}
