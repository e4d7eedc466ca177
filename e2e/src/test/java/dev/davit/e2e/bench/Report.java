package dev.davit.e2e.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Figures of one bench, printed as they come and kept as {@code build/bench/<name>.json}. */
final class Report {

    private final String name;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Report(String name) {
        this.name = name;
    }

    /** Samples of a duration and how they stand to the p50 of a floor of the same run; no ratio without a floor. */
    void samples(String figure, Samples samples, Double floor) {
        String ratio = floor == null ? "" : String.format(Locale.ROOT, "   %.2fx floor", samples.p50() / floor);
        System.out.printf("%-34s %s%s%n", figure, samples, ratio);
        Map<String, Object> values = new LinkedHashMap<>(samples.figures());
        if (floor != null) {
            values.put("floorRatio", samples.p50() / floor);
        }
        figures.put(figure, values);
    }

    /** One number or sentence. */
    void figure(String figure, Object value, String unit) {
        System.out.printf(
                "%-34s %s %s%n", figure, value instanceof Double d ? Math.round(d * 100) / 100.0 : value, unit);
        figures.put(figure + (unit.isEmpty() ? "" : " (" + unit + ")"), value);
    }

    /** Writes the file; its folder is the repository's build folder, or {@code bench.out}. */
    void write() {
        var file = Path.of(System.getProperty("bench.out", "../build/bench"), name + ".json");
        try {
            Files.createDirectories(file.getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("also in " + file.toAbsolutePath().normalize());
    }
}
