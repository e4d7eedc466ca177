package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.gateway.catalog.VersionEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ByFunctionTest {

    private static Version version(String name, String function, String number, String created) {
        Version version = new Version();
        version.getMetadata().setNamespace("a");
        version.getMetadata().setName(name);
        version.getMetadata().setCreationTimestamp(created);
        version.getSpec().functionName = function;
        version.setStatus(new VersionStatus());
        version.getStatus().version = number;
        version.getStatus().revision = number == null ? null : function + "-" + number;
        return version;
    }

    @Test
    void listsEachNumberOnceAndThenTheOlderObject() {
        List<Version> all = List.of(
                version("again", "hello", "2", "2026-01-03T00:00:00Z"),
                version("ten", "hello", "10", "2026-01-04T00:00:00Z"),
                version("two", "hello", "2", "2026-01-02T00:00:00Z"),
                version("also", "hello", "2", "2026-01-02T00:00:01Z"),
                version("draft", "hello", null, "2026-01-01T00:00:00Z"),
                version("other-two", "other", "2", "2026-01-05T00:00:00Z"));
        Map<String, List<Version>> found = ByFunction.of(
                all,
                LambdaEntries::version,
                Comparator.comparingLong((VersionEntry entry) -> Long.parseLong(entry.version())));
        assertThat(found).containsOnlyKeys("hello", "other");
        assertThat(found.get("hello"))
                .extracting(version -> version.getMetadata().getName())
                .containsExactly("two", "ten");
        assertThat(found.get("other"))
                .extracting(version -> version.getMetadata().getName())
                .containsExactly("other-two");
    }
}
