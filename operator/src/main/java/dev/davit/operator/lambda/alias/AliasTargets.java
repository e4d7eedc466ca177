package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Version;

/** Pure: how versions look to an alias. */
final class AliasTargets {
    private AliasTargets() {}

    static boolean isPublished(Version version) {
        return version.getStatus() != null
                && version.getStatus().version != null
                && version.getStatus().revision != null;
    }
}
