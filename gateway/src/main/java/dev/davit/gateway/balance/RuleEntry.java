package dev.davit.gateway.balance;

import java.util.List;

/**
 * A rule as it is obeyed.
 *
 * @param key its name
 * @param listener the name of its listener
 * @param priority the lowest that matches decides
 * @param conditions all of which must be met
 * @param action what happens then
 */
public record RuleEntry(ElbKey key, String listener, int priority, List<Condition> conditions, Action action) {

    boolean matches(RequestView request) {
        for (Condition condition : conditions) {
            if (!condition.isMetBy(request)) {
                return false;
            }
        }
        return true;
    }
}
