package dev.davit.operator.lambda.url;

import dev.davit.api.lambda.v1alpha1.Function;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of functions without their code: here only their names count. */
final class FunctionStore extends TransformingItemStore<Function> {
    FunctionStore() {
        super(FunctionStore::lean);
    }

    private static Function lean(Function function) {
        function.getMetadata().setManagedFields(null);
        function.getSpec().code = null;
        function.getSpec().environment = null;
        function.setStatus(null);
        return function;
    }
}
