package dev.davit.operator.lambda.alias;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionSpec;

/** Pure: how versions look to an alias. */
final class AliasTargets {
    private AliasTargets() {}

    static boolean isPublished(Version version) {
        return version.getStatus() != null
                && version.getStatus().version != null
                && version.getStatus().revision != null;
    }

    static String functionName(Version version) {
        VersionSpec spec = version.getSpec();
        if (spec.functionRef != null && spec.functionRef.from != null && spec.functionRef.from.name != null) {
            return spec.functionRef.from.name;
        }
        return Arn.parse(spec.functionName).flatMap(Arn::functionName).orElse(String.valueOf(spec.functionName));
    }
}
