package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;

/**
 * A function at one of its versions.
 *
 * @param function the Function object
 * @param version the Version object; null for {@code $LATEST}
 * @param revision what the version runs; null for {@code $LATEST}, or when it is gone
 * @param arn the ARN to show
 */
public record Subject(Function function, Version version, FunctionRevision revision, Arn arn) {

    /** The qualifier of what is not published. */
    public static final String LATEST = "$LATEST";

    /** The AWS name of a Function object. */
    public static String name(Function function) {
        String name = function.getSpec().name;
        return name == null || name.isEmpty() ? function.getMetadata().getName() : name;
    }

    /** The namespace of its objects. */
    public String namespace() {
        return function.getMetadata().getNamespace();
    }

    /** The concurrency that a function has for itself: what it was granted, once the operator has looked; null for none. */
    public static Integer reservedConcurrency(Function function) {
        boolean decided = function.getStatus() != null
                && function.getStatus().observedGeneration != null
                && function.getStatus()
                        .observedGeneration
                        .equals(function.getMetadata().getGeneration());
        return decided
                ? function.getStatus().reservedConcurrentExecutions
                : function.getSpec().reservedConcurrentExecutions;
    }
}
