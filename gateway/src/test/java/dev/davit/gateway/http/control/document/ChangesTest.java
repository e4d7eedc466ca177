package dev.davit.gateway.http.control.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static ObjectMetaBuilder object() {
        return new ObjectMetaBuilder()
                .withUid("u")
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-27T01:00:00Z")
                .addToManagedFields(new ManagedFieldsEntryBuilder()
                        .withTime("2026-11-27T01:30:00Z")
                        .build())
                .addToManagedFields(new ManagedFieldsEntryBuilder()
                        .withTime("2026-11-27T01:20:00Z")
                        .build())
                .addToManagedFields(new ManagedFieldsEntryBuilder()
                        .withTime("2026-11-27T02:00:00Z")
                        .withSubresource("status")
                        .build());
    }

    @Test
    void countsTheLatestChangeThatSomebodyMadeButNoStatus() {
        assertThat(Changes.text(Changes.lastModified(object().build()))).isEqualTo("2026-11-27T01:30:00.000+0000");
        ObjectMeta untouched = object().withManagedFields().build();
        assertThat(Changes.lastModified(untouched)).isEqualTo(Instant.parse("2026-11-27T01:00:00Z"));
        assertThat(Changes.text(Instant.ofEpochMilli(1))).isEqualTo("1970-01-01T00:00:00.001+0000");
    }

    @Test
    void givesAnotherIdForEachChangeAndElseTheSame() {
        String id = Changes.id(object().build(), "Active", null);
        assertThat(id).isEqualTo(Changes.id(object().withResourceVersion("9").build(), "Active", null));
        assertThat(id).isNotEqualTo(Changes.id(object().withGeneration(2L).build(), "Active", null));
        assertThat(id).isNotEqualTo(Changes.id(object().withUid("v").build(), "Active", null));
        assertThat(id).isNotEqualTo(Changes.id(object().build(), "Pending", null));
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
