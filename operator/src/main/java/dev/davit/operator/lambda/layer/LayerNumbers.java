package dev.davit.operator.lambda.layer;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pure: the number of a new version of a layer. One that a function still runs stays that function's, also after the version was
 * deleted: a new version with other content takes another, so that an ARN never means something else to whoever uses it. The same
 * content gets it back, as when a manifest is deleted and applied again.
 */
final class LayerNumbers {

    /**
     * A version that a function runs.
     *
     * @param number its number
     * @param sha256 the SHA-256 of its archive, in hexadecimal digits
     */
    record Use(long number, String sha256) {}

    private LayerNumbers() {}

    /**
     * The number for an archive.
     *
     * @param published the numbers of the layer's versions that there are
     * @param uses what functions run of the layer
     * @param sha256 the SHA-256 of the archive, in hexadecimal digits
     */
    static long next(Set<Long> published, Collection<Use> uses, String sha256) {
        OptionalLong own = uses.stream()
                .filter(use -> use.sha256().equals(sha256) && !published.contains(use.number()))
                .mapToLong(Use::number)
                .min();
        if (own.isPresent()) {
            return own.getAsLong();
        }
        TreeSet<Long> taken = new TreeSet<>(published);
        uses.forEach(use -> taken.add(use.number()));
        return taken.isEmpty() ? 1 : taken.last() + 1;
    }
}
