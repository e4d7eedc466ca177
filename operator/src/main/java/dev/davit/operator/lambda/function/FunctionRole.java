package dev.davit.operator.lambda.function;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import java.util.Optional;

/** Pure: the ServiceAccount a function names as its role, by name, by the ARN of a role, or by reference. */
final class FunctionRole {
    private FunctionRole() {}

    static Optional<String> serviceAccount(FunctionSpec spec) {
        if (spec.roleRef != null && spec.roleRef.from != null && spec.roleRef.from.name != null) {
            return Optional.of(spec.roleRef.from.name);
        }
        return Optional.ofNullable(spec.role).filter(role -> !role.isBlank()).map(FunctionRole::name);
    }

    private static String name(String role) {
        String path = Arn.parse(role).map(Arn::resource).orElse(role);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
