package dev.davit.gateway.app;

import dev.davit.gateway.blob.BlobStore;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.EmbeddedArchives;
import dev.davit.gateway.kernel.Clock;
import dev.davit.transfer.Destinations;
import dev.davit.transfer.Fetcher;
import dev.davit.transfer.Limits;
import dev.davit.transfer.S3Endpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the store of archives from the settings. */
final class Archives {

    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 30;

    private Archives() {}

    static ArchiveStore of(CodeConfig config, EmbeddedArchives embedded, Clock clock) {
        Destinations destinations = new Destinations(new Destinations.Settings(
                config.allowedHosts().orElse(List.of()),
                config.allowedCidrs().orElse(List.of()),
                config.clusterCidrs().orElse(List.of()),
                config.clusterDomain()));
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> Thread.ofPlatform().daemon().name("archives").unstarted(task));
        executor.allowCoreThreadTimeOut(true);
        return new BlobStore(
                Path.of(config.cacheFolder()),
                config.cacheBytes(),
                new BlobStore.Means(new Fetcher(destinations, Limits.ofCode()), s3(config, clock), embedded, executor));
    }

    private static S3Endpoint s3(CodeConfig config, Clock clock) {
        if (config.s3Endpoint().isEmpty()) {
            return null;
        }
        S3Endpoint.Credentials credentials = config.s3AccessKeyId().isPresent()
                        && config.s3SecretAccessKey().isPresent()
                ? new S3Endpoint.Credentials(
                        config.s3AccessKeyId().get(), config.s3SecretAccessKey().get())
                : null;
        return new S3Endpoint(
                config.s3Endpoint().get(),
                config.s3Region(),
                credentials,
                () -> Instant.ofEpochMilli(clock.epochMillis()));
    }
}
