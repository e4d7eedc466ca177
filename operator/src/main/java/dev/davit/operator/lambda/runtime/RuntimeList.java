package dev.davit.operator.lambda.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.davit.v1alpha1.RuntimeSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;

/** Reads the runtimes of an installation: a JSON object of specs by name. */
final class RuntimeList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, RuntimeSpec>> SPECS = new TypeReference<>() {};

    private RuntimeList() {}

    static List<Runtime> of(String json) {
        try {
            return JSON.readValue(json, SPECS).entrySet().stream()
                    .map(entry -> runtime(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "DAVIT_RUNTIMES is not a JSON object of runtime specs by name: " + e.getOriginalMessage(), e);
        }
    }

    private static Runtime runtime(String name, RuntimeSpec spec) {
        Runtime runtime = new Runtime();
        runtime.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .build());
        runtime.setSpec(spec);
        return runtime;
    }
}
