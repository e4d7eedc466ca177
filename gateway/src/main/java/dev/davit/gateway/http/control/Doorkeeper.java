package dev.davit.gateway.http.control;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.FunctionLocator;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Finds the function that a caller names, and lets through who may read it. Owner thread only; its stages complete anywhere. */
final class Doorkeeper {

    private final Catalog catalog;
    private final Authorizer authorizer;
    private final FunctionLocator locator;
    private final String region;

    Doorkeeper(Catalog catalog, Authorizer authorizer, String region) {
        this.catalog = catalog;
        this.authorizer = authorizer;
        this.locator = new FunctionLocator(catalog, region);
        this.region = region;
    }

    /** Lets through who may {@code get} the Function. */
    CompletionStage<Target> reader(ControlCall call, FunctionReference reference) {
        return visitor(call, reference, target -> List.of(get(target)));
    }

    /** Lets through who may {@code get} the Function and {@code list} the objects of that kind that belong to it. */
    CompletionStage<Target> lister(ControlCall call, FunctionReference reference, String resource) {
        return visitor(call, reference, target -> List.of(get(target), Access.list(resource, target.namespace())));
    }

    /** Lets through who may {@code list} aliases. */
    CompletionStage<Target> aliasLister(ControlCall call, FunctionReference reference) {
        return visitor(call, reference, target -> List.of(Access.list("aliases", target.namespace())));
    }

    /** Lets through who may {@code get} the alias that is the reference's qualifier. */
    CompletionStage<Target> aliasReader(ControlCall call, FunctionReference reference) {
        return visitor(call, reference, target -> {
            AliasEntry known = catalog.alias(new FunctionKey(target.namespace(), target.name()), target.qualifier());
            String resource = known == null ? target.qualifier() : known.resourceName();
            return List.of(Access.get("aliases", target.namespace(), resource));
        });
    }

    /** Lets through who may {@code list} objects of those kinds in the account it calls from, which is the answer. */
    CompletionStage<String> account(ControlCall call, List<String> resources) {
        String namespace = call.caller().namespace();
        if (namespace == null) {
            throw ControlRefusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "This caller has no account: name its namespace with the header X-Davit-Namespace.");
        }
        List<Access> accesses = resources.stream()
                .map(resource -> Access.list(resource, namespace))
                .toList();
        return allowed(call, accesses, "*").thenApply(yes -> namespace);
    }

    /** Whether the caller may {@code get} every Function of the account it calls from. */
    CompletionStage<Boolean> mayGetAll(Caller caller) {
        return authorizer.may(caller, Access.get("functions", caller.namespace(), null));
    }

    /** The ARN of a function of that namespace. */
    Arn arn(String namespace, String function) {
        return Arn.function(region, Accounts.of(namespace), function);
    }

    private static Access get(Target target) {
        return Access.get("functions", target.namespace(), target.resource());
    }

    private CompletionStage<Target> visitor(
            ControlCall call, FunctionReference reference, Function<Target, List<Access>> needs) {
        FunctionLocator.Place place = locator.locate(reference, call.caller(), call.action());
        if (place.refusal() != null) {
            throw new ControlRefusal(place.refusal());
        }
        Arn arn = arn(place.namespace(), reference.name());
        Target target = Target.of(place.namespace(), place.resource(), arn, reference);
        return allowed(call, needs.apply(target), target.qualifiedArn()).thenApply(yes -> target);
    }

    private CompletionStage<Boolean> allowed(ControlCall call, List<Access> accesses, String resource) {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (Access access : accesses) {
            all = all.thenCombine(authorizer.may(call.caller(), access), (a, b) -> a && b);
        }
        return all.handle((may, failure) -> {
            if (failure != null || may == null) {
                throw new ControlRefusal(Refusal.of(
                        ErrorCode.SERVICE, Fault.ACCESS_REVIEW, "The caller's permission could not be checked."));
            }
            if (!may) {
                Refusal denied = FunctionLocator.notAuthorized(call.caller(), call.action(), resource);
                throw new ControlRefusal(denied);
            }
            return true;
        });
    }
}
