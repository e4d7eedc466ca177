package dev.davit.operator.code;

import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.lambda.v1alpha1.CodeArchive;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.LayerContent;
import dev.davit.operator.kernel.Names;
import dev.davit.transfer.Hashes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an archive comes from: an address, an object in a bucket, or the manifest itself.
 *
 * @param url its address, or null
 * @param bucket its bucket, or null
 * @param key its key in the bucket
 * @param objectVersion its version in the bucket, or null
 * @param zipFile itself in base64, or null
 * @param sha256 the hash it must have, 64 hexadecimal digits, or null when any will do
 */
public record Origin(String url, String bucket, String key, String objectVersion, String zipFile, String sha256) {

    /** The archive of a function; empty when its code comes in another way. */
    public static Optional<Origin> of(FunctionCode code) {
        if (code.archive != null) {
            return Optional.of(of(code.archive));
        }
        if (code.zipFile != null) {
            return Optional.of(new Origin(null, null, null, null, code.zipFile, null));
        }
        return code.s3Key == null
                ? Optional.empty()
                : Optional.of(
                        new Origin(null, code.s3Bucket, code.s3Key, code.s3ObjectVersion, null, hex(code.sha256)));
    }

    /** The archive of a layer. */
    public static Origin of(LayerContent content) {
        if (content.archive != null) {
            return of(content.archive);
        }
        return content.zipFile != null
                ? new Origin(null, null, null, null, content.zipFile, null)
                : new Origin(null, content.s3Bucket, content.s3Key, content.s3ObjectVersion, null, null);
    }

    private static Origin of(CodeArchive archive) {
        return new Origin(archive.url, null, null, null, null, archive.sha256);
    }

    /** Base64 to hexadecimal; what is no hash stays as it is and matches nothing. */
    private static String hex(String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    /** The archive as a revision pins it. */
    public RevisionArchive pinned(Verdict.Taken taken) {
        RevisionArchive archive = new RevisionArchive();
        archive.url = url;
        archive.s3Bucket = bucket;
        archive.s3Key = key;
        archive.s3ObjectVersion = objectVersion;
        archive.zipFile = zipFile;
        archive.sha256 = taken.sha256();
        archive.size = taken.size();
        archive.unzippedSize = taken.unzippedSize();
        return archive;
    }

    /** Whether a revision has pinned this very archive, which then need not be fetched again. */
    public boolean isPinnedBy(RevisionArchive archive) {
        if (archive == null || archive.sha256 == null || archive.size == null || archive.unzippedSize == null) {
            return false;
        }
        if (zipFile != null) {
            return archive.url == null && archive.s3Key == null && archive.sha256.equals(zipFileHash());
        }
        return Objects.equals(url, archive.url)
                && Objects.equals(bucket, archive.s3Bucket)
                && Objects.equals(key, archive.s3Key)
                && Objects.equals(objectVersion, archive.s3ObjectVersion)
                && (sha256 == null || sha256.equals(archive.sha256));
    }

    private String zipFileHash() {
        try {
            return Hashes.of(Base64.getDecoder().decode(zipFile));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** What tells it from others, short. */
    String identity() {
        return Names.hash(
                String.join("\n", text(url), text(bucket), text(key), text(objectVersion), text(zipFile), text(sha256)),
                40);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
