package dev.davit.operator.lambda.url;

import dev.davit.api.common.Arn;
import dev.davit.api.common.Reference;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasSpec;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigSpec;
import java.util.List;
import java.util.Objects;

/** Pure: how URLs and aliases name functions. A reference names an object, a name or ARN the function's name on AWS. */
final class UrlTargets {

    /** What is named: an object of the cluster, or a function by its name on AWS. */
    record Named(boolean object, String text) {}

    private UrlTargets() {}

    static Named named(FunctionURLConfigSpec spec) {
        return named(spec.functionRef, spec.functionName);
    }

    static Named named(AliasSpec spec) {
        return named(spec.functionRef, spec.functionName);
    }

    private static Named named(Reference reference, String name) {
        if (reference != null && reference.from != null && reference.from.name != null) {
            return new Named(true, reference.from.name);
        }
        String text = String.valueOf(name);
        String plain = Arn.parse(name).flatMap(Arn::functionName).orElse(text);
        return new Named(false, plain.substring(plain.lastIndexOf(':') + 1)); // 123456789012:function:hello
    }

    /** Both ways to name a function. */
    static List<Named> names(Function function) {
        return List.of(new Named(true, function.getMetadata().getName()), new Named(false, awsName(function)));
    }

    static String awsName(Function function) {
        return Objects.requireNonNullElse(
                function.getSpec().name, function.getMetadata().getName());
    }

    static String awsName(Alias alias) {
        return Objects.requireNonNullElse(
                alias.getSpec().name, alias.getMetadata().getName());
    }
}
