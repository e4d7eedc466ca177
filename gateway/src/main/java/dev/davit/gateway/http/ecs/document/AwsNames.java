package dev.davit.gateway.http.ecs.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the members of our kinds, which have ACK's names, into those of AWS's model, and back: a few letters differ. */
public final class AwsNames {

    static final Map<String, String> AWS = Map.of(
            "accessPointID", "accessPointId",
            "assignPublicIP", "assignPublicIp",
            "awsVPCConfiguration", "awsvpcConfiguration",
            "executionRoleARN", "executionRoleArn",
            "fileSystemID", "fileSystemId",
            "privateIPv4Address", "privateIpv4Address",
            "taskRoleARN", "taskRoleArn");

    /** What is ours, and nothing to AWS's clients. */
    static final Set<String> OURS = Set.of(
            "taskRoleRef",
            "subnetRefs",
            "securityGroupRefs",
            "persistentVolumeClaim",
            "configMap",
            "secret",
            "startedAt",
            "stoppedAt");

    /** Whose members are the user's words. */
    private static final Set<String> MAPS = Set.of("options", "dockerLabels", "labels", "driverOpts");

    private static final Map<String, String> ACK =
            AWS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    private AwsNames() {}

    /** A part of a kind as AWS's model has it; what is ours is left out. */
    public static ObjectNode toAws(Object part) {
        return (ObjectNode)
                renamed(JSON.valueToTree(part), name -> OURS.contains(name) ? null : AWS.getOrDefault(name, name));
    }

    /**
     * A structure of AWS's model as a part of a kind. Members that neither knows are passed over, as on AWS; an IllegalArgumentException
     * with the place in its message when a member is of another type.
     */
    public static <T> T fromAws(JsonNode structure, Class<T> type) {
        try {
            return JSON.convertValue(renamed(structure, name -> ACK.getOrDefault(name, name)), type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place(e.getCause()), e);
        }
    }

    private static String place(Throwable cause) {
        return !(cause instanceof JsonMappingException mapping)
                ? ""
                : mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null
                                ? "[" + step.getIndex() + "]"
                                : "." + AWS.getOrDefault(step.getFieldName(), step.getFieldName()))
                        .collect(Collectors.joining());
    }

    private static JsonNode renamed(JsonNode node, Function<String, String> names) {
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(renamed(item, names)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode structure = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(member -> {
            String name = names.apply(member.getKey());
            if (name != null && !member.getValue().isNull()) {
                structure.set(name, MAPS.contains(name) ? member.getValue() : renamed(member.getValue(), names));
            }
        });
        return structure;
    }
}
