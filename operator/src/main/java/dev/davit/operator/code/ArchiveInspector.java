package dev.davit.operator.code;

import dev.davit.transfer.Fetched;
import dev.davit.transfer.Fetcher;
import dev.davit.transfer.Hashes;
import dev.davit.transfer.Limits;
import dev.davit.transfer.Problem;
import dev.davit.transfer.S3Endpoint;
import dev.davit.transfer.Source;
import dev.davit.transfer.TransferException;
import dev.davit.transfer.ZipInspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Fetches an archive into a folder, looks into it and deletes it. */
final class ArchiveInspector implements CodeArchives.Inspector {

    private final Fetcher fetcher;
    private final Optional<S3Endpoint> s3;
    private final Path folder;

    ArchiveInspector(Fetcher fetcher, Optional<S3Endpoint> s3, Path folder) {
        this.fetcher = fetcher;
        this.s3 = s3;
        this.folder = folder;
    }

    @Override
    public Verdict.Taken inspect(Origin origin) throws TransferException {
        Fetched fetched = origin.zipFile() == null ? fetcher.fetch(source(origin), folder) : decoded(origin);
        try {
            ZipInspection.Contents contents = ZipInspection.inspect(fetched.file());
            return new Verdict.Taken(fetched.sha256(), fetched.size(), contents.unzippedSize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(fetched.file());
        }
    }

    private Source source(Origin origin) {
        if (origin.url() != null) {
            return Source.of(origin.url(), origin.sha256());
        }
        return s3.orElseThrow().source(origin.bucket(), origin.key(), origin.objectVersion(), origin.sha256());
    }

    private Fetched decoded(Origin origin) throws TransferException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(origin.zipFile());
        } catch (IllegalArgumentException e) {
            throw new TransferException(
                    Problem.INVALID, "zipFile is not in base64: write what `base64 -w0 code.zip` prints.");
        }
        if (bytes.length > Limits.ZIPPED) {
            throw new TransferException(
                    Problem.TOO_LARGE, "zipFile is too large: put the archive onto a web server (archive).");
        }
        try {
            Path file = Files.createTempFile(folder, "fetch-", ".zip");
            Files.write(file, bytes);
            return new Fetched(file, Hashes.of(bytes), bytes.length);
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
}
