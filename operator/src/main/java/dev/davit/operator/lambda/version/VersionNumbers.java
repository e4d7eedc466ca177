package dev.davit.operator.lambda.version;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pure: the number a version gets. */
final class VersionNumbers {
    private VersionNumbers() {}

    /** As on AWS: publishing what the latest version is already gives that version again. */
    static Optional<Version> same(List<Version> siblings, String revision) {
        return siblings.stream()
                .max(Comparator.comparing(VersionNumbers::number))
                .filter(latest -> revision.equals(latest.getStatus().publishedFrom));
    }

    /** One more than any number ever given; numbers of deleted versions do not come back. */
    static long next(List<Version> siblings, Function function) {
        Long last = function.getStatus().lastPublishedVersion;
        long highest = siblings.stream().mapToLong(VersionNumbers::number).max().orElse(0);
        return Math.max(highest, last == null ? 0 : last) + 1;
    }

    static long number(Version version) {
        return Long.parseLong(version.getStatus().version);
    }
}
