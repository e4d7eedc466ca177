package dev.davit.api.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.SetList;
import dev.davit.api.schema.Values;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Adds to a generated schema what the generator cannot say: descriptions, enums, list types, number formats. */
final class SchemaFinisher {

    private static final String PACKAGES = "dev.davit.api.";

    private SchemaFinisher() {}

    /** Finishes the schema of a class, its properties and theirs. */
    static void finish(JSONSchemaProps schema, Class<?> type) {
        if (schema.getDescription() == null) {
            schema.setDescription(Javadocs.of(type));
        }
        schema.getProperties().forEach((name, property) -> {
            Field field = field(type, name);
            property.setDescription(Javadocs.of(field));
            listType(property, field);
            finish(property, field.getAnnotatedType(), field);
        });
    }

    private static void finish(JSONSchemaProps schema, AnnotatedType annotated, AnnotatedElement annotations) {
        Values values = annotations.getAnnotation(Values.class);
        if (values != null) {
            schema.setEnum(new ArrayList<>(
                    Arrays.stream(values.value()).map(TextNode::valueOf).toList()));
        }
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic) {
            AnnotatedType last = Arrays.stream(
                            ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments())
                    .toList()
                    .getLast();
            boolean isMap = Map.class.equals(generic.getRawType());
            finish(
                    isMap
                            ? schema.getAdditionalProperties().getSchema()
                            : schema.getItems().getSchema(),
                    last,
                    last);
        } else if (type instanceof Class<?> plain) {
            plain(schema, plain);
        }
    }

    private static void plain(JSONSchemaProps schema, Class<?> type) {
        if (type == Integer.class) {
            schema.setFormat("int32");
        } else if (type == Long.class) {
            schema.setFormat("int64");
        } else if (type == Condition.class) {
            ConditionSchema.fill(schema);
        } else if (type.getName().startsWith(PACKAGES)) {
            finish(schema, type);
        }
    }

    private static void listType(JSONSchemaProps schema, Field field) {
        MapKey key = field.getAnnotation(MapKey.class);
        if (key != null) {
            schema.setXKubernetesListType("map");
            schema.setXKubernetesListMapKeys(List.of(key.value()));
        } else if (field.isAnnotationPresent(SetList.class)) {
            schema.setXKubernetesListType("set");
        }
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no public field " + name, e);
        }
    }
}
