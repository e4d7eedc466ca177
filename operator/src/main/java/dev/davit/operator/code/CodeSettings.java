package dev.davit.operator.code;

import dev.davit.operator.config.CodeConfig;
import dev.davit.transfer.Destinations;
import dev.davit.transfer.Fetcher;
import dev.davit.transfer.Limits;
import dev.davit.transfer.S3Endpoint;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes what fetches archives from the settings. */
@Singleton
public class CodeSettings {
    /** Two: each holds an archive of 50 MB on disk while it looks into it. */
    private static final int THREADS = 2;

    private static final int WAITING = 200;
    private static final long IDLE_SECONDS = 30;

    @Produces
    @Singleton
    CodeArchives made(CodeConfig config, Clock clock) {
        return archives(config, clock);
    }

    /** What fetches archives as those settings say. */
    public static CodeArchives archives(CodeConfig config, Clock clock) {
        Fetcher fetcher = new Fetcher(destinations(config), Limits.ofCode());
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> Thread.ofPlatform().daemon().name("archives").unstarted(task));
        executor.allowCoreThreadTimeOut(true);
        ArchivePolicy policy =
                new ArchivePolicy(config.archivesEnabled(), config.s3Endpoint().isPresent());
        return new CodeArchives(policy, new ArchiveInspector(fetcher, s3(config, clock), folder()), executor, clock);
    }

    private static Destinations destinations(CodeConfig config) {
        return new Destinations(new Destinations.Settings(
                config.allowedHosts().orElse(List.of()),
                config.allowedCidrs().orElse(List.of()),
                config.clusterCidrs().orElse(List.of()),
                config.clusterDomain()));
    }

    private static Optional<S3Endpoint> s3(CodeConfig config, Clock clock) {
        S3Endpoint.Credentials credentials = config.s3AccessKeyId()
                .flatMap(id -> config.s3SecretAccessKey().map(secret -> new S3Endpoint.Credentials(id, secret)))
                .orElse(null);
        return config.s3Endpoint().map(endpoint -> new S3Endpoint(endpoint, config.s3Region(), credentials, clock));
    }

    /** A folder of this process's own; what one before it left behind goes. */
    private static Path folder() {
        try {
            Path folder = Path.of(System.getProperty("java.io.tmpdir"), "davit-archives");
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
