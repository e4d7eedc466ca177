package dev.davit.api.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A manifest to test with. A bad one says in its first line what the API server must answer; when it holds two
 * documents, the first is good and the second is the change that must be refused. {@code ${x*9}} stands for 9 times x, and any letter may stand for x.
 *
 * @param name folder and file, such as task/timeout-0
 * @param expected a part of the error message, or null when the manifest is good
 * @param documents the manifests
 */
record Fixture(String name, String expected, List<String> documents) {

    private static final String EXPECT = "# expect: ";
    private static final Pattern REPEAT = Pattern.compile("\\$\\{(.)\\*(\\d+)}");

    static List<Fixture> good() {
        return all("good");
    }

    static List<Fixture> bad() {
        return all("bad");
    }

    private static List<Fixture> all(String kind) {
        Path folder = GeneratedFiles.root().resolve("crds/src/test/resources").resolve(kind);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fixture read(Path folder, Path file) {
        try {
            String text = Files.readString(file);
            String name = folder.relativize(file).toString().replace(".yaml", "");
            String expected = text.startsWith(EXPECT)
                    ? text.lines().findFirst().orElseThrow().substring(EXPECT.length())
                    : null;
            return new Fixture(name, expected, List.of(expand(text).split("\n---\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String expand(String text) {
        return REPEAT.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
    }

    @Override
    public String toString() {
        return name;
    }
}
