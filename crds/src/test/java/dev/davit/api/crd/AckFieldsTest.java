package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kinds that ACK has, too, have every spec field of ACK's, under its name and with its type. */
class AckFieldsTest {

    private record Field(String kind, String path, String type) {}

    @Test
    void hasEveryFieldOfAck() throws IOException {
        Map<String, Map<String, JSONSchemaProps>> schemas = Schemas.crds().stream()
                .collect(Collectors.toMap(crd -> crd.getSpec().getNames().getKind(), Schemas::byPath));
        List<Field> fields = fields();
        assertThat(fields).hasSizeGreaterThan(200);
        assertThat(fields).allSatisfy(field -> assertThat(type(schemas.get(field.kind()), "spec." + field.path()))
                .as(field.kind() + " " + field.path())
                .isEqualTo(field.type()));
    }

    private static List<Field> fields() throws IOException {
        List<Field> fields = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        String kind = "";
        for (String line :
                Files.readAllLines(GeneratedFiles.root().resolve("crds/src/test/resources/ack-fields.txt"))) {
            if (line.startsWith("#")) {
                continue;
            }
            int depth = (line.length() - line.stripLeading().length()) / 2;
            if (depth == 0) {
                kind = line;
                continue;
            }
            String[] words = line.strip().split(" ", 2);
            String name = words[0].replace("*", "");
            parents.subList(Math.min(depth - 1, parents.size()), parents.size()).clear();
            fields.add(new Field(kind, String.join(".", parents) + (parents.isEmpty() ? "" : ".") + name, words[1]));
            parents.add(words[1].startsWith("[") ? name + "[]" : name);
        }
        return fields;
    }

    /** The type in the words of the list: string, [string], object map and so on. */
    private static String type(Map<String, JSONSchemaProps> schemas, String path) {
        JSONSchemaProps schema = schemas.get(path);
        if (schema == null) {
            return "missing";
        }
        return switch (schema.getType()) {
            case "array" -> "[" + schemas.get(path + "[]").getType() + "]";
            case "object" -> schema.getAdditionalProperties() == null ? "object" : "object map";
            default -> schema.getType();
        };
    }
}
