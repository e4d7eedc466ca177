package dev.davit.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The writes Davit's own accounts made, read from the API server's audit log: what was really asked of it, not what we think we asked. */
final class ApiWrites {

    private final Path auditLog;

    ApiWrites(Path auditLog) {
        this.auditLog = auditLog;
    }

    /** {@code account verb resource} of each write since the {@code from}th line, leases and events left out. */
    List<String> since(long from) {
        var mapper = new ObjectMapper();
        try (Stream<String> lines = Files.lines(auditLog)) {
            return lines.skip(from)
                    .map(line -> read(mapper, line))
                    .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
                    .filter(event -> !List.of("leases", "events").contains(resource(event)))
                    .filter(event -> !resource(event).endsWith("reviews"))
                    .map(event -> name(event) + " " + event.path("verb").asText() + " " + resource(event))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many lines there are now. */
    long position() {
        try (Stream<String> lines = Files.lines(auditLog)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(JsonNode event) {
        var reference = event.path("objectRef");
        var sub = reference.path("subresource").asText();
        return reference.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub);
    }

    private static String name(JsonNode event) {
        var user = event.path("user").path("username").asText();
        return user.substring(user.lastIndexOf(':') + 1);
    }

    private static JsonNode read(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
