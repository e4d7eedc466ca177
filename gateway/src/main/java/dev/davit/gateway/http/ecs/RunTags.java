package dev.davit.gateway.http.ecs;

import dev.davit.api.ecs.v1alpha1.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tags that RunTask is asked to give.
 *
 * @param own those of the request
 * @param propagate whether the definition's are given, too; where both have a key, the request's counts
 */
record RunTags(List<Tag> own, boolean propagate) {

    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final List<String> SOURCES = List.of("TASK_DEFINITION", "SERVICE", "NONE");

    static RunTags of(Input input) {
        List<Tag> own = new ArrayList<>();
        for (Input each : input.structures("tags")) {
            Tag tag = new Tag();
            tag.key = each.needed("key");
            tag.value = Objects.requireNonNullElse(each.text("value"), "");
            if (tag.key.length() > LONGEST_KEY || tag.value.length() > LONGEST_VALUE) {
                throw EcsRefusal.invalid("A tag's key can have at most " + LONGEST_KEY + " characters, its value "
                        + LONGEST_VALUE + ".");
            }
            own.add(tag);
        }
        if (own.size() > MOST) {
            throw EcsRefusal.invalid("tags can have at most " + MOST + " items.");
        }
        String source = input.oneOf("propagateTags", SOURCES);
        if ("SERVICE".equals(source)) {
            throw EcsRefusal.invalid("A task that no service starts has no tags of a service to propagate.");
        }
        return new RunTags(own, "TASK_DEFINITION".equals(source));
    }

    /** The tags of a task; null when there are none. */
    List<Tag> with(List<Tag> definition) {
        Map<String, Tag> all = new LinkedHashMap<>();
        if (propagate && definition != null) {
            definition.forEach(tag -> all.put(tag.key, tag));
        }
        own.forEach(tag -> all.put(tag.key, tag));
        if (all.size() > MOST) {
            throw EcsRefusal.invalid("A task can have at most " + MOST + " tags, those of its definition included.");
        }
        return all.isEmpty() ? null : List.copyOf(all.values());
    }
}
