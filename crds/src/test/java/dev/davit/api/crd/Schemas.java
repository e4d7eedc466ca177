package dev.davit.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks the schemas of the CRDs. */
final class Schemas {

    private Schemas() {}

    /** The CRDs of every kind. */
    static List<CustomResourceDefinition> crds() {
        return Kinds.ALL.stream().map(CrdGeneration::of).toList();
    }

    /** A CRD's root schema. */
    static JSONSchemaProps root(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    }

    /** Every schema of a CRD by its path: "" is the root, "[]" an item of a list, "{}" a value of a map. */
    static Map<String, JSONSchemaProps> byPath(CustomResourceDefinition crd) {
        Map<String, JSONSchemaProps> found = new LinkedHashMap<>();
        collect("", root(crd), found);
        return found;
    }

    /** Every rule of a CRD. */
    static List<ValidationRule> rules(CustomResourceDefinition crd) {
        List<ValidationRule> rules = new ArrayList<>();
        byPath(crd).values().forEach(schema -> rules.addAll(schema.getXKubernetesValidations()));
        return rules;
    }

    private static void collect(String path, JSONSchemaProps schema, Map<String, JSONSchemaProps> found) {
        found.put(path, schema);
        if (schema.getProperties() != null) {
            String prefix = path.isEmpty() ? "" : path + ".";
            schema.getProperties().forEach((name, property) -> collect(prefix + name, property, found));
        }
        if (schema.getItems() != null) {
            collect(path + "[]", schema.getItems().getSchema(), found);
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            collect(path + "{}", schema.getAdditionalProperties().getSchema(), found);
        }
    }
}
