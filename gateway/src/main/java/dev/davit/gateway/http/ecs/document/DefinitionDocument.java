package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import java.util.List;

/** A revision of a TaskDefinition as DescribeTaskDefinition tells of it. */
public final class DefinitionDocument {

    private static final String TAGS = "tags";
    private static final List<String> LISTS_OF_CONTAINERS =
            List.of("portMappings", "environment", "mountPoints", "volumesFrom", "systemControls");

    private DefinitionDocument() {}

    /** The revision, with its ARN. */
    public static ObjectNode of(TaskDefinitionSpec spec, String arn, long revision, String registeredAt) {
        ObjectNode document = AwsNames.toAws(spec);
        document.remove(TAGS);
        document.put("taskDefinitionArn", arn);
        document.put("revision", revision);
        document.put("status", "ACTIVE");
        document.put("networkMode", "awsvpc");
        document.put("cpu", Units.of(spec.cpu));
        document.put("memory", Units.of(spec.memory));
        document.putArray("compatibilities").add("EC2").add("FARGATE");
        lists(document, List.of("volumes", "placementConstraints"));
        for (JsonNode container : document.path("containerDefinitions")) {
            lists((ObjectNode) container, LISTS_OF_CONTAINERS);
            if (!container.has("essential")) {
                ((ObjectNode) container).put("essential", true);
            }
        }
        Times.put(document, "registeredAt", registeredAt);
        return document;
    }

    /** AWS's answers have these lists also when they are empty. */
    private static void lists(ObjectNode document, List<String> names) {
        for (String name : names) {
            if (!document.has(name)) {
                document.putArray(name);
            }
        }
    }

    /** The tags of a revision; never null. */
    public static JsonNode tags(TaskDefinitionSpec spec) {
        ObjectNode all = AwsNames.toAws(spec);
        return all.has(TAGS) ? all.get(TAGS) : all.arrayNode();
    }
}
