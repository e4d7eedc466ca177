package dev.davit.gateway.http.ecs;

import dev.davit.gateway.http.invoke.Caller;

/**
 * One call of an operation.
 *
 * @param operation its name in AWS's service model
 * @param input what was sent
 * @param caller who calls
 * @param account the account it calls from
 */
record EcsCall(String operation, Input input, Caller caller, EcsAccount account) {

    /** The IAM action, as AWS's messages name it. */
    String action() {
        return "ecs:" + operation;
    }

    /** The number of items that a page may have: what is asked for, 1 to 100, else 100. */
    int pageSize() {
        Integer most = input.number("maxResults");
        if (most != null && (most < 1 || most > 100)) {
            throw EcsRefusal.invalid("maxResults must be between 1 and 100.");
        }
        return most == null ? 100 : most;
    }

    /** The token of the page that is asked for; null for the first. */
    String nextToken() {
        String token = input.text("nextToken");
        return token == null || token.isEmpty() ? null : token;
    }
}
