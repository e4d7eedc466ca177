package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read is what is written: no field is lost, renamed or added. */
class RoundTripTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Fixture> good() {
        return Fixture.good();
    }

    @ParameterizedTest
    @MethodSource("good")
    void writesWhatItReads(Fixture fixture) throws JsonProcessingException {
        String yaml = fixture.documents().getFirst();
        JsonNode before = tree(Serialization.unmarshal(yaml, JsonNode.class));
        CustomResource<?, ?> object = Serialization.unmarshal(yaml, kind(before));
        JsonNode after = tree(Serialization.unmarshal(Serialization.asYaml(object), JsonNode.class));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void coversEveryKind() {
        assertThat(good())
                .extracting(fixture -> fixture.name().split("/")[0])
                .containsAll(Kinds.ALL.stream()
                        .map(kind -> kind.getSimpleName().toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void makesNoStatusOfItsOwn(Class<? extends CustomResource<?, ?>> kind) throws ReflectiveOperationException {
        CustomResource<?, ?> fresh = kind.getConstructor().newInstance();
        assertThat(fresh.getSpec()).isNotNull();
        assertThat(fresh.getStatus()).isNull();
        assertThat(Serialization.asJson(fresh)).doesNotContain("status");
    }

    static List<Class<? extends CustomResource<?, ?>>> kinds() {
        return Kinds.ALL;
    }

    private static Class<? extends CustomResource<?, ?>> kind(JsonNode object) {
        return Kinds.ALL.stream()
                .filter(each -> each.getSimpleName().equals(object.get("kind").asText()))
                .findFirst()
                .orElseThrow();
    }

    /** The same tree with the same number types on both sides. */
    private static JsonNode tree(JsonNode node) throws JsonProcessingException {
        return JSON.readTree(JSON.writeValueAsString(node));
    }
}
