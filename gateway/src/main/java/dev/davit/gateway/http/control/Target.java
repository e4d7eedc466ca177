package dev.davit.gateway.http.control;

import dev.davit.api.common.Arn;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.gateway.http.invoke.FunctionReference;

/**
 * A function that a caller named and may be told of; it need not exist.
 *
 * @param namespace where it is
 * @param resource the name of its object
 * @param arn its ARN without a qualifier
 * @param name its AWS name
 * @param qualifier the version or alias that is meant, or null
 */
record Target(String namespace, String resource, Arn arn, String name, String qualifier) {

    static Target of(String namespace, String resource, Arn arn, FunctionReference reference) {
        return new Target(namespace, resource, arn, reference.name(), reference.qualifier());
    }

    /** The function itself. */
    Target unqualified() {
        return new Target(namespace, resource, arn, name, null);
    }

    boolean isLatest() {
        return qualifier == null || qualifier.equals(Subject.LATEST);
    }

    /** Whether the qualifier is a version's number; else it is an alias. */
    boolean isVersion() {
        return qualifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The ARN as the caller put it. */
    String qualifiedArn() {
        return arn.qualified(qualifier).toString();
    }
}
