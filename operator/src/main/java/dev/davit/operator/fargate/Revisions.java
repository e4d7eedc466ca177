package dev.davit.operator.fargate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;

/** How a task definition's revision is kept: an apps/v1 ControllerRevision that holds the spec as it was registered. */
public final class Revisions {

    /** The value of the component label on revisions. */
    public static final String COMPONENT = "task-definition-revision";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Revisions() {}

    /** The family of a task definition: what its spec says, else its name. */
    public static String family(TaskDefinition definition) {
        String family = definition.getSpec().family;
        return family == null || family.isEmpty() ? definition.getMetadata().getName() : family;
    }

    /** The name of a revision's object. */
    public static String name(String definition, long number) {
        return Names.join(definition, Long.toString(number));
    }

    /** The object for a new revision of the definition's present spec. */
    public static ControllerRevision of(TaskDefinition definition, long number) {
        String name = definition.getMetadata().getName();
        return new ControllerRevisionBuilder()
                .withNewMetadata()
                .withName(name(name, number))
                .withNamespace(definition.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, COMPONENT)
                .addToLabels(Labels.TASK_DEFINITION, Names.fit(name, Names.LIMIT))
                .addToOwnerReferences(Owners.controller(definition))
                .endMetadata()
                .withRevision(number)
                .withData(content(definition))
                .build();
    }

    /** Whether the revision holds the definition's present spec. */
    public static boolean holds(ControllerRevision revision, TaskDefinition definition) {
        return JSON.valueToTree(revision.getData()).equals(content(definition));
    }

    /** The spec in a revision, as it was registered. */
    public static TaskDefinitionSpec spec(ControllerRevision revision) {
        try {
            return JSON.treeToValue(JSON.valueToTree(revision.getData()), TaskDefinitionSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "revision " + revision.getMetadata().getName() + " does not hold a task definition", e);
        }
    }

    /** The spec as a tree, with the family written out: its name counts as content. */
    private static JsonNode content(TaskDefinition definition) {
        JsonNode tree = JSON.valueToTree(definition.getSpec());
        ((ObjectNode) tree).put("family", family(definition));
        return tree;
    }
}
