package dev.davit.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No pod, container or volume of Kubernetes is ever part of the API: what a user may set is listed, field by field. */
class ModelTypesTest {

    private static final Set<Class<?>> SCALARS =
            Set.of(String.class, Integer.class, Long.class, Boolean.class, Double.class);

    @Test
    void holdsOnlyScalarsCollectionsConditionsAndItsOwnTypes() {
        Set<Class<?>> seen = modelTypes();
        assertThat(seen).hasSizeGreaterThan(60);
        assertThat(seen)
                .allSatisfy(
                        type -> assertThat(isAllowed(type)).as(type.getName()).isTrue());
    }

    @Test
    void hasOnlyPublicFieldsWithoutDefaults() {
        modelTypes().stream()
                .filter(type -> type.getName().startsWith("dev.davit.api."))
                .forEach(type -> assertThat(type.getDeclaredFields()).allSatisfy(field -> {
                    assertThat(Modifier.isPublic(field.getModifiers()))
                            .as(field.toString())
                            .isTrue();
                    assertThat(field.get(type.getConstructor().newInstance()))
                            .as(field.toString())
                            .isNull();
                }));
    }

    /** Every class that a kind reaches. */
    static Set<Class<?>> modelTypes() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        Kinds.ALL.forEach(kind -> {
            ParameterizedType custom = (ParameterizedType) kind.getGenericSuperclass();
            List.of(custom.getActualTypeArguments()).forEach(type -> collect(type, seen));
        });
        return seen;
    }

    private static void collect(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            assertThat(List.of(List.class, Map.class)).contains((Class<?>) generic.getRawType());
            List.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, seen));
        } else if (type instanceof Class<?> plain
                && seen.add(plain)
                && plain.getName().startsWith("dev.davit.")) {
            for (Field field : plain.getFields()) {
                collect(field.getGenericType(), seen);
            }
        }
    }

    private static boolean isAllowed(Class<?> type) {
        return SCALARS.contains(type)
                || type == Condition.class
                || type.getName().startsWith("dev.davit.api.");
    }
}
