package dev.davit.api.crd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
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
                .setSchema(new AsKubectlReads())
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

    /** kubectl and Helm read True and OFF, yes and n as booleans, as YAML 1.1 does: what they would read so is quoted. */
    private static final class AsKubectlReads extends CoreSchema {
        private final ScalarResolver resolver = new CoreScalarResolver(true) {
            @Override
            protected void addImplicitResolvers() {
                super.addImplicitResolvers();
                addImplicitResolver(
                        Tag.BOOL, Pattern.compile("y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF"), "yYnNoO");
            }
        };

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    }
}
