package dev.davit.testkit.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the checkout and its caches are. */
public final class Repository {

    private static final Path ROOT = findRoot();

    private Repository() {}

    /** A file of the checkout by its path from the top. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** The folder that builds share over runs: {@code DAVIT_CACHE}, else {@code davit} in the user's cache folder. */
    public static Path cache() {
        var own = System.getenv("DAVIT_CACHE");
        if (own != null) {
            return Path.of(own);
        }
        var home = Objects.requireNonNullElse(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        return Path.of(home, "davit");
    }

    /** kubectl of the built-in node ({@code DAVIT_NODE_BIN}), else the one on the PATH. */
    public static String kubectl() {
        return program("kubectl");
    }

    /** Helm, found the same way. */
    public static String helm() {
        return program("helm");
    }

    private static String program(String name) {
        var bin = System.getenv("DAVIT_NODE_BIN");
        return bin == null ? name : Path.of(bin, name).toString();
    }

    private static Path findRoot() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("hack/mvn"))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "not inside a checkout of Davit: " + Path.of("").toAbsolutePath());
    }
}
