package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether overrides say anything: programs send containers by their names alone, and empty lists. */
final class Overrides {

    private Overrides() {}

    /** Whether there is a value in it that is neither empty nor a container's name. */
    static boolean say(JsonNode overrides) {
        if (overrides.isArray()) {
            for (JsonNode item : overrides) {
                if (say(item)) {
                    return true;
                }
            }
            return false;
        }
        if (!overrides.isObject()) {
            return !overrides.isMissingNode() && !overrides.isNull();
        }
        return overrides.properties().stream()
                .filter(member -> !member.getKey().equals("name"))
                .anyMatch(member -> say(member.getValue()));
    }
}
