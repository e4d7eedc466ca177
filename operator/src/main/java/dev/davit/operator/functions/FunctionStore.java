package dev.davit.operator.functions;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/**
 * The cache of functions for those who only want to know what they are called, what they run and what concurrency they were
 * granted: nothing else of specification and status is in it.
 */
public final class FunctionStore extends TransformingItemStore<Function> {
    /** An empty cache. */
    public FunctionStore() {
        super(FunctionStore::lean);
    }

    private static Function lean(Function function) {
        FunctionSpec spec = new FunctionSpec();
        spec.name = function.getSpec().name;
        function.setSpec(spec);
        if (function.getStatus() != null) {
            FunctionStatus status = new FunctionStatus();
            status.revision = function.getStatus().revision;
            status.reservedConcurrentExecutions = function.getStatus().reservedConcurrentExecutions;
            function.setStatus(status);
        }
        return Lean.metadata(function);
    }
}
