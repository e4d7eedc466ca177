package dev.davit.gateway.http.control.document;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/** Pure: when an object changed last, and an id of each change, in AWS's forms. */
final class Changes {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    private Changes() {}

    /** An id that is another after each change of what the object specifies or of those parts of its state. */
    static String id(ObjectMeta metadata, String... state) {
        String text = metadata.getUid() + "/" + metadata.getGeneration() + "/" + Arrays.toString(state);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** When somebody last changed the object; what is told of it in its status does not count. */
    static Instant lastModified(ObjectMeta metadata) {
        Instant created = Instant.parse(metadata.getCreationTimestamp());
        return metadata.getManagedFields() == null
                ? created
                : metadata.getManagedFields().stream()
                        .filter(entry -> entry.getSubresource() == null
                                || entry.getSubresource().isEmpty())
                        .map(ManagedFieldsEntry::getTime)
                        .filter(Objects::nonNull)
                        .map(Instant::parse)
                        .reduce(created, (a, b) -> a.isAfter(b) ? a : b);
    }

    /** AWS's form of a time: {@code 2026-11-27T01:02:03.000+0000}. */
    static String text(Instant time) {
        return FORMAT.format(time);
    }
}
