package dev.davit.operator.lambda.function;

import dev.davit.api.common.Content;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.operator.kernel.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pure: the names of a function's children, made from what is in them. */
final class FunctionNames {
    private static final int REVISION_HASH = 10;
    private static final int CLASS_HASH = 8;

    private FunctionNames() {}

    /** {@code <function>-<hash of the whole spec>}: equal content, equal name. */
    static String revision(FunctionRevisionSpec spec) {
        return Names.join(spec.functionName, Names.hash(Content.canonical(spec), REVISION_HASH));
    }

    /** {@code <runtime>-<memory>-<hash of the class>}: everything two functions must agree on to share environments. */
    static String pool(FunctionRevisionSpec spec) {
        List<Object> agreed = new ArrayList<>(
                Arrays.asList(spec.runtime, spec.memorySize, spec.ephemeralStorageSize, spec.serviceAccountName));
        if (spec.secrets != null) {
            agreed.add(spec.secrets);
        }
        if (spec.network != null) {
            agreed.add(spec.network);
        }
        String executionClass = Content.canonical(agreed);
        String head = spec.runtime.replace(".", "") + "-" + spec.memorySize;
        return Names.join(head, Names.hash(executionClass, CLASS_HASH));
    }
}
