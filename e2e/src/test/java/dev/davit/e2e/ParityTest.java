package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/parity.md names as proof is there: a page that promises by tests that were renamed or deleted proves nothing. */
class ParityTest {

    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+(?:Test|IT|E2E))(?:\\.(\\w+))?`");

    @Test
    void everyTestThatParityNamesExists() throws IOException {
        var tests = sources();
        var missing = new TreeSet<String>();
        var proofs = PROOF.matcher(Files.readString(Repository.file("docs/parity.md")))
                .results()
                .toList();
        assertThat(proofs).hasSizeGreaterThan(60);
        for (MatchResult proof : proofs) {
            if (tests.stream().noneMatch(source -> holds(source, proof.group(1), proof.group(2)))) {
                missing.add(proof.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean holds(Path source, String type, String method) {
        if (!source.getFileName().toString().equals(type + ".java")) {
            return false;
        }
        try {
            return method == null || Files.readString(source).contains("void " + method + "(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.file("."))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/test/"))
                    .toList();
        }
    }
}
