package dev.davit.testkit.cluster.kind;

import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Which image nodes are made from. */
final class NodeImage {

    private NodeImage() {}

    /** {@code DAVIT_KIND_IMAGE}, else the first of {@code hack/kind-node/images}. */
    static String chosen() {
        String named = System.getenv("DAVIT_KIND_IMAGE");
        return named == null || named.isBlank() ? pinned().getFirst() : named;
    }

    /** The images that are known to do, by digest. */
    static List<String> pinned() {
        try {
            return Files.readAllLines(Repository.file("hack/kind-node/images")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to do when the engine has not got the image. */
    static String missing(String image) {
        return "the Docker engine has no image " + image + ": run `docker pull " + image
                + "`, or where nothing can be pulled `hack/kind-node-image` and set DAVIT_KIND_IMAGE to what it builds, or use"
                + " DAVIT_CLUSTER=node";
    }
}
