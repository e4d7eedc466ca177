package dev.davit.operator.code;

import java.util.Optional;

/**
 * Pure: which sources this installation has.
 *
 * @param enabled whether archives are fetched at all
 * @param s3 whether there is an S3 endpoint
 */
record ArchivePolicy(boolean enabled, boolean s3) {

    Optional<Verdict.Refused> refused(Origin origin) {
        if (origin.zipFile() != null) {
            return Optional.empty();
        }
        if (!enabled) {
            return refused(
                    "Who runs Davit has switched off code archives from the network (code.archives.enabled): use "
                            + "code.inline, code.configMapRef, code.zipFile or an image (code.imageURI).");
        }
        return origin.bucket() == null || s3
                ? Optional.empty()
                : refused(
                        "Code in a bucket needs an S3 endpoint, and this installation names none: ask who runs Davit to set "
                                + "s3.endpoint, or give the archive's address and hash in archive.");
    }

    private static Optional<Verdict.Refused> refused(String message) {
        return Optional.of(new Verdict.Refused(Trouble.CodeSourceUnsupported, message));
    }
}
