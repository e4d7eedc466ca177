package dev.davit.operator.functions;

import dev.davit.api.lambda.v1alpha1.Function;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/**
 * The cache of functions for those who only want to know what they are called, what they run and what concurrency they have:
 * without code and variables, which are most of them.
 */
public final class FunctionStore extends TransformingItemStore<Function> {
    /** An empty cache. */
    public FunctionStore() {
        super(FunctionStore::lean);
    }

    private static Function lean(Function function) {
        function.getMetadata().setManagedFields(null);
        function.getSpec().code = null;
        function.getSpec().environment = null;
        return function;
    }
}
