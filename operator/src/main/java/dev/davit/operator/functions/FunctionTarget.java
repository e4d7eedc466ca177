package dev.davit.operator.functions;

import dev.davit.api.common.Arn;
import dev.davit.api.common.Reference;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasSpec;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigSpec;
import dev.davit.api.lambda.v1alpha1.VersionSpec;
import java.util.List;
import java.util.Objects;

/**
 * How versions, aliases and URLs name their function. A reference names an object, a name or an ARN the function's name on
 * AWS.
 *
 * @param object whether an object of the cluster is named
 * @param text its name
 */
public record FunctionTarget(boolean object, String text) {

    /** The function that a version is of. */
    public static FunctionTarget of(VersionSpec spec) {
        return of(spec.functionRef, spec.functionName);
    }

    /** The function that an alias is of. */
    public static FunctionTarget of(AliasSpec spec) {
        return of(spec.functionRef, spec.functionName);
    }

    /** The function that a URL invokes. */
    public static FunctionTarget of(FunctionURLConfigSpec spec) {
        return of(spec.functionRef, spec.functionName);
    }

    private static FunctionTarget of(Reference reference, String name) {
        if (reference != null && reference.from != null && reference.from.name != null) {
            return new FunctionTarget(true, reference.from.name);
        }
        String text = String.valueOf(name);
        String plain = Arn.parse(name).flatMap(Arn::functionName).orElse(text);
        return new FunctionTarget(false, plain.substring(plain.lastIndexOf(':') + 1)); // 123456789012:function:hello
    }

    /** Both ways to name a function. */
    public static List<FunctionTarget> of(Function function) {
        return List.of(
                new FunctionTarget(true, function.getMetadata().getName()),
                new FunctionTarget(false, awsName(function)));
    }

    /** The name by which callers know the function. */
    public static String awsName(Function function) {
        return Objects.requireNonNullElse(
                function.getSpec().name, function.getMetadata().getName());
    }

    /** The name by which callers know the alias: its own field, as functions of a namespace may have aliases of one name. */
    public static String awsName(Alias alias) {
        return Objects.requireNonNullElse(
                alias.getSpec().name, alias.getMetadata().getName());
    }
}
