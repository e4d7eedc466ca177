package dev.davit.api.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schema of a condition, as Kubernetes itself has it (metav1.Condition). */
final class ConditionSchema {

    private ConditionSchema() {}

    static void fill(JSONSchemaProps schema) {
        Map<String, JSONSchemaProps> fields = new LinkedHashMap<>();
        fields.put("type", string("What the condition is about, such as Ready.", 316));
        fields.put("status", status());
        fields.put("reason", string("Why, as one stable word for programs.", 1024));
        fields.put("message", string("Why, for people.", 32768));
        fields.put("lastTransitionTime", time());
        fields.put("observedGeneration", generation());
        schema.setDescription("One thing that is true of the object, false, or not known.");
        schema.setProperties(fields);
        schema.setRequired(List.of("type", "status", "reason", "message", "lastTransitionTime"));
    }

    private static JSONSchemaProps string(String description, long max) {
        return new JSONSchemaPropsBuilder()
                .withType("string")
                .withDescription(description)
                .withMaxLength(max)
                .build();
    }

    private static JSONSchemaProps status() {
        return new JSONSchemaPropsBuilder()
                .withType("string")
                .withDescription("True, False or Unknown.")
                .withEnum(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown"))
                .build();
    }

    private static JSONSchemaProps time() {
        return new JSONSchemaPropsBuilder()
                .withType("string")
                .withFormat("date-time")
                .withDescription("When the status last changed from one of True, False, Unknown to another.")
                .build();
    }

    private static JSONSchemaProps generation() {
        return new JSONSchemaPropsBuilder()
                .withType("integer")
                .withFormat("int64")
                .withMinimum(0d)
                .withDescription("The generation of the specification that the condition speaks of.")
                .build();
    }
}
