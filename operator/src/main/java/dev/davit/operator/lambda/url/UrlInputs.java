package dev.davit.operator.lambda.url;

import dev.davit.api.common.Accounts;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigSpec;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigStatus;
import dev.davit.operator.functions.FunctionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a function's URL looks at.
 *
 * @param function the Function that it names, if it is there
 * @param aliases the aliases of the function
 * @param others the other URLs of the namespace that name the same function in whatever way
 * @param site where this installation serves URLs
 */
record UrlInputs(
        FunctionURLConfig config,
        Optional<Function> function,
        List<Alias> aliases,
        List<FunctionURLConfig> others,
        UrlSite site,
        Instant now) {

    FunctionURLConfigSpec spec() {
        return config.getSpec();
    }

    FunctionURLConfigStatus status() {
        return config.getStatus() == null ? new FunctionURLConfigStatus() : config.getStatus();
    }

    String namespace() {
        return config.getMetadata().getNamespace();
    }

    String account() {
        return Accounts.of(namespace());
    }

    /** The function as the URL names it, for messages. */
    String named() {
        return FunctionTarget.of(spec()).text();
    }

    /** The function's name on AWS, once it is there. */
    Optional<String> functionName() {
        return function.map(FunctionTarget::awsName);
    }

    /** Whether the alias that the URL names is there; so it is when it names none. */
    boolean hasAlias() {
        return spec().qualifier == null
                || aliases.stream().map(FunctionTarget::awsName).anyMatch(spec().qualifier::equals);
    }
}
