package dev.davit.gateway.kube;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigSpec;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfigStatus;
import dev.davit.api.lambda.v1alpha1.FunctionURLCors;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.UrlEntry;
import java.util.List;
import java.util.Objects;

/**
 * Pure: what the catalog needs of function URLs. The operator's status says whose URL it is and that it is the only one; who may
 * call it is read from the specification itself, so that it holds at once.
 */
final class UrlEntries {

    private UrlEntries() {}

    /** Null until the operator has given it its URL. */
    static UrlEntry of(FunctionURLConfig config) {
        FunctionURLConfigStatus status = config.getStatus();
        if (status == null || status.functionURL == null) {
            return null;
        }
        FunctionURLConfigSpec spec = config.getSpec();
        return Arn.parse(status.functionARN)
                .flatMap(Arn::functionName)
                .map(function -> new UrlEntry(
                        new FunctionKey(config.getMetadata().getNamespace(), function),
                        config.getMetadata().getName(),
                        spec.qualifier,
                        "NONE".equals(spec.authType),
                        "RESPONSE_STREAM".equals(spec.invokeMode),
                        cors(spec.cors)))
                .orElse(null);
    }

    private static UrlEntry.Cors cors(FunctionURLCors cors) {
        return cors == null
                ? null
                : new UrlEntry.Cors(
                        Boolean.TRUE.equals(cors.allowCredentials),
                        list(cors.allowHeaders),
                        list(cors.allowMethods),
                        list(cors.allowOrigins),
                        list(cors.exposeHeaders),
                        cors.maxAge);
    }

    private static List<String> list(List<String> values) {
        return List.copyOf(Objects.requireNonNullElse(values, List.of()));
    }
}
