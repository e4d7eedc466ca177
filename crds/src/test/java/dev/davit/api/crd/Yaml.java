package dev.davit.api.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes an object as YAML that is the same on every machine: sorted keys, two spaces, folded long lines. */
final class Yaml {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Yaml() {}

    static String of(Object object) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(2)
                .setWidth(110)
                // kubectl reads True as a boolean: what the core schema would read so is quoted.
                .setSchema(new CoreSchema())
                .build();
        return new Dump(settings).dumpToString(sorted(object));
    }

    private static Object sorted(Object object) {
        try {
            // Through a map and back, so that the keys of beans are sorted too.
            Object plain = JSON.readValue(JSON.writeValueAsString(object), Map.class);
            return JSON.readValue(JSON.writeValueAsString(plain), Map.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
