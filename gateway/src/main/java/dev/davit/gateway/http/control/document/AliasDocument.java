package dev.davit.gateway.http.control.document;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import java.util.Objects;

/** Pure: an Alias in AWS's words. */
public final class AliasDocument {

    private AliasDocument() {}

    /** AWS's {@code AliasConfiguration}; {@code function} is the function's ARN without a qualifier. */
    public static Document of(Alias alias, Arn function) {
        return new Document()
                .put("AliasArn", function.qualified(name(alias)).toString())
                .put("Name", name(alias))
                .put("FunctionVersion", functionVersion(alias))
                .put("Description", Objects.requireNonNullElse(alias.getSpec().description, ""))
                .put("RoutingConfig", routing(alias.getSpec().routingConfig))
                .put("RevisionId", Changes.id(alias.getMetadata(), functionVersion(alias)));
    }

    /** The AWS name of an Alias object. */
    public static String name(Alias alias) {
        String name = alias.getSpec().name;
        return name == null || name.isEmpty() ? alias.getMetadata().getName() : name;
    }

    /** The version that invocations of the alias run; until there is one, the version it is to run. */
    public static String functionVersion(Alias alias) {
        return alias.getStatus() == null || alias.getStatus().functionVersion == null
                ? alias.getSpec().functionVersion
                : alias.getStatus().functionVersion;
    }

    private static Document routing(RoutingConfig routing) {
        return routing == null || routing.additionalVersionWeights == null || routing.additionalVersionWeights.isEmpty()
                ? null
                : new Document().put("AdditionalVersionWeights", routing.additionalVersionWeights);
    }
}
