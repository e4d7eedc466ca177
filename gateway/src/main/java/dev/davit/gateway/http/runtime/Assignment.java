package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.davit.api.lambda.v1alpha1.LoggingVariables;
import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.RevisionArchives;
import dev.davit.gateway.catalog.RevisionEntry;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/** What a generic environment is told when it is claimed: which function to become, with all its code and variables. */
final class Assignment {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String LOG_GROUP = "AWS_LAMBDA_LOG_GROUP_NAME";

    private Assignment() {}

    static Buffer of(RevisionEntry revision, boolean provisioned, Map<String, String> code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("functionName", revision.functionName());
            json.writeStringField("functionVersion", revision.version());
            json.writeStringField("revision", revision.key().name());
            json.writeStringField("handler", revision.handler());
            json.writeNumberField("timeout", revision.timeoutSeconds());
            json.writeNumberField("memorySize", revision.memorySize());
            json.writeObjectFieldStart("environment");
            writeAll(json, revision.environment());
            writeOwn(json, revision);
            if (provisioned) {
                json.writeStringField("AWS_LAMBDA_INITIALIZATION_TYPE", "provisioned-concurrency");
            }
            json.writeEndObject();
            writeCode(json, revision.archives(), code);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static void writeCode(JsonGenerator json, RevisionArchives archives, Map<String, String> code)
            throws IOException {
        json.writeObjectFieldStart("code");
        if (archives.code() == null) {
            json.writeObjectFieldStart("inline");
            writeAll(json, code);
            json.writeEndObject();
        } else {
            json.writeFieldName("archive");
            write(json, archives.code());
        }
        json.writeEndObject();
        if (!archives.layers().isEmpty()) {
            json.writeArrayFieldStart("layers");
            for (ArchiveEntry layer : archives.layers()) {
                write(json, layer);
            }
            json.writeEndArray();
        }
    }

    private static void write(JsonGenerator json, ArchiveEntry archive) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", CodeRoute.PATH + archive.sha256());
        json.writeStringField("sha256", archive.sha256());
        json.writeNumberField("size", archive.size());
        json.writeEndObject();
    }

    private static void writeAll(JsonGenerator json, Map<String, String> entries) throws IOException {
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
    }

    private static void writeOwn(JsonGenerator json, RevisionEntry revision) throws IOException {
        json.writeStringField("AWS_LAMBDA_FUNCTION_NAME", revision.functionName());
        json.writeStringField("AWS_LAMBDA_FUNCTION_VERSION", revision.version());
        json.writeStringField("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(revision.memorySize()));
        if (!revision.environment().containsKey(LOG_GROUP)) {
            json.writeStringField(LOG_GROUP, LoggingVariables.group(null, revision.functionName()));
        }
        json.writeStringField("AWS_LAMBDA_LOG_STREAM_NAME", logStream(revision.version()));
        if (revision.handler() != null) {
            json.writeStringField("_HANDLER", revision.handler());
        }
    }

    private static String logStream(String version) {
        return LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy/MM/dd")) + "/[" + version + "]"
                + UUID.randomUUID().toString().replace("-", "");
    }
}
