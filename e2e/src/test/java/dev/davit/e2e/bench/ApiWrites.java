package dev.davit.e2e.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The writes Davit's own accounts made, read from the API server's audit log: what was really asked of it, not what we think we asked. */
public final class ApiWrites {

    private final Path auditLog;

    /** Those in that log. */
    public ApiWrites(Path auditLog) {
        this.auditLog = auditLog;
    }

    /**
     * One write.
     *
     * @param account who asked for it
     * @param verb create, patch, update or delete
     * @param resource what of, with the subresource
     * @param namespace where
     * @param name of which object
     * @param code the status of the answer
     * @param at when it was asked for
     */
    public record Write(
            String account, String verb, String resource, String namespace, String name, int code, Instant at) {
        private static Write of(JsonNode event) {
            JsonNode object = event.path("objectRef");
            String sub = object.path("subresource").asText();
            String user = event.path("user").path("username").asText();
            return new Write(
                    user.substring(user.lastIndexOf(':') + 1),
                    event.path("verb").asText(),
                    object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                    object.path("namespace").asText(),
                    object.path("name").asText(),
                    event.path("responseStatus").path("code").asInt(),
                    Instant.parse(event.path("requestReceivedTimestamp").asText()));
        }

        @Override
        public String toString() {
            return account + " " + verb + " " + resource;
        }
    }

    /** {@code account verb resource} of each write since the {@code from}th line, leases and events left out. */
    List<String> since(long from) {
        return all(from)
                .filter(write -> !write.resource().equals("events"))
                .map(Write::toString)
                .toList();
    }

    /** Each write in a namespace, those of events, too. */
    public List<Write> in(String namespace) {
        return all(0).filter(write -> write.namespace().equals(namespace)).toList();
    }

    private Stream<Write> all(long from) {
        var mapper = new ObjectMapper();
        try (Stream<String> lines = Files.lines(auditLog)) {
            return lines
                    .skip(from)
                    .map(line -> read(mapper, line))
                    .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
                    .map(Write::of)
                    .filter(write -> !write.resource().equals("leases"))
                    .filter(write -> !write.resource().endsWith("reviews"))
                    .toList()
                    .stream();
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

    private static JsonNode read(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
