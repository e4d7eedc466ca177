package dev.davit.gateway.http.invoke;

import dev.davit.api.common.Arn;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;

/** Where the function is that a caller names. Owner thread only. */
public final class FunctionLocator {

    private final Catalog catalog;
    private final String region;

    public FunctionLocator(Catalog catalog, String region) {
        this.catalog = catalog;
        this.region = region;
    }

    /**
     * A function's place, or why the caller is not told of one.
     *
     * @param namespace null when there is a refusal
     * @param resource the name of its object, which RBAC knows it by; the function need not exist
     * @param refusal null when there is a place
     */
    public record Place(String namespace, String resource, Refusal refusal) {}

    /** Looks in the account that the reference names, else in the caller's; {@code action} is named when that is not allowed. */
    public Place locate(FunctionReference reference, Caller caller, String action) {
        if (reference.region() != null && !reference.region().equals(region)) {
            return new Place(
                    null,
                    null,
                    Refusal.of(
                            ErrorCode.NOT_FOUND,
                            "Functions from '" + reference.region() + "' are not reachable in this region ('" + region
                                    + "')"));
        }
        String namespace = namespace(reference, caller);
        if (namespace == null) {
            return new Place(null, null, unknownAccount(reference, caller, action));
        }
        FunctionEntry known = catalog.function(new FunctionKey(namespace, reference.name()));
        return new Place(namespace, known == null ? reference.name() : known.resourceName(), null);
    }

    /** The ARN by which the reference is known in that namespace. */
    public String arn(String namespace, FunctionReference reference) {
        return Arn.function(region, catalog.accountOf(namespace), reference.name())
                .qualified(reference.qualifier())
                .toString();
    }

    /** AWS's answer to a caller who may not do something. */
    public static Refusal notAuthorized(Caller caller, String action, String resource) {
        return Refusal.of(
                ErrorCode.ACCESS_DENIED,
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action");
    }

    private String namespace(FunctionReference reference, Caller caller) {
        if (reference.account() == null) {
            return caller.namespace();
        }
        if (caller.namespace() != null && reference.account().equals(catalog.accountOf(caller.namespace()))) {
            return caller.namespace();
        }
        return catalog.namespaceOf(reference.account());
    }

    private Refusal unknownAccount(FunctionReference reference, Caller caller, String action) {
        if (reference.account() == null) {
            return Refusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "This caller has no account: name the function by its ARN, or its namespace with the header"
                            + " X-Davit-Namespace.");
        }
        Arn arn = Arn.function(region, reference.account(), reference.name()).qualified(reference.qualifier());
        return notAuthorized(caller, action, arn.toString());
    }
}
