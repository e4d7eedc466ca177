package dev.davit.runtime;

import dev.davit.runtime.Claim.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Puts a function's code and layers where they belong, and makes them read-only. */
record Code(Gateway gateway, Path taskRoot, Path optRoot) {
    private static final int DOWNLOADS = 5;
    private static final long FIRST_DELAY_NANOS = 100_000_000;

    void place(Claim claim) throws Exception {
        Unpacking unpacking = new Unpacking();
        for (Archive layer : claim.layers()) {
            unpack(layer, optRoot, unpacking);
        }
        if (!claim.layers().isEmpty()) {
            ReadOnly.seal(optRoot);
        }
        if (claim.archive().isPresent()) {
            unpack(claim.archive().get(), taskRoot, unpacking);
        } else {
            write(claim);
        }
        ReadOnly.seal(taskRoot);
    }

    private void write(Claim claim) throws IOException, InitFailure {
        for (Map.Entry<String, String> file : claim.inline().entrySet()) {
            Path path = Unpacking.below(taskRoot, file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            if (file.getValue().startsWith("#!")) {
                Unpacking.makeExecutable(path);
            }
        }
        Sources.compile(taskRoot, optRoot, claim.inline().keySet());
    }

    private void unpack(Archive archive, Path folder, Unpacking unpacking) throws Exception {
        Path file = Files.createTempFile("code-", ".zip");
        try {
            download(archive, file);
            unpacking.unpack(file, folder);
        } finally {
            Files.delete(file);
        }
    }

    private void download(Archive archive, Path file) throws Exception {
        if (archive.size() < 0 || archive.size() > Unpacking.MAX_BYTES) {
            throw Unpacking.tooLarge();
        }
        long delay = FIRST_DELAY_NANOS;
        for (int attempt = 1; ; attempt++, delay *= 2) {
            try {
                downloadOnce(archive, file);
                return;
            } catch (IOException e) {
                if (attempt == DOWNLOADS || e instanceof Gateway.Refused refused && refused.isFinal()) {
                    throw new InitFailure(
                            "Runtime.CodeUnavailable",
                            "The code " + archive.path() + " cannot be had from the gateway: " + e.getMessage());
                }
            }
            LockSupport.parkNanos(delay);
        }
    }

    private void downloadOnce(Archive archive, Path file) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size;
        try (InputStream body = new DigestInputStream(gateway.get(archive.path()), digest);
                OutputStream copy = Files.newOutputStream(file)) {
            // One byte more than there should be tells that there is too much.
            size = Unpacking.copy(body, copy, archive.size() + 1);
        }
        String sum = HexFormat.of().formatHex(digest.digest());
        if (size != archive.size() || !sum.equals(archive.sha256())) {
            throw new IOException(size + " bytes with SHA-256 " + sum + " came, not " + archive.size() + " bytes with "
                    + archive.sha256());
        }
    }
}
