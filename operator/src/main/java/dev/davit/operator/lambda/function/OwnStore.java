package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of functions for those who make their revisions: whole, but small. */
public final class OwnStore extends TransformingItemStore<Function> {
    /** Made by the operator SDK. */
    public OwnStore() {
        super(OwnStore::lean);
    }

    private static Function lean(Function function) {
        function.getSpec().runtime = Lean.word(function.getSpec().runtime);
        function.getSpec().handler = Lean.word(function.getSpec().handler);
        if (function.getStatus() != null) {
            Lean.conditions(function.getStatus().conditions);
            function.getStatus().state = Lean.word(function.getStatus().state);
            function.getStatus().version = Lean.word(function.getStatus().version);
        }
        return Lean.metadata(function);
    }
}
