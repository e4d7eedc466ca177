package dev.davit.gateway.http.ecs;

import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.FunctionLocator;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Lets through whom RBAC lets do the same with kubectl. */
final class Gatekeeper {

    private final Authorizer authorizer;
    private final Executor owner;

    Gatekeeper(Authorizer authorizer, Executor owner) {
        this.authorizer = authorizer;
        this.owner = owner;
    }

    /** Asks for one verb on a kind; {@code name} is an object's, or null for all; {@code arn} is for the message. */
    CompletionStage<Void> require(EcsCall call, String verb, String kind, String name, String arn) {
        return may(call, verb, kind, name).thenAccept(yes -> {
            if (!yes) {
                throw denied(call, arn);
            }
        });
    }

    /** Asks for one verb on each of these objects: once if it holds for all objects of the kind. */
    CompletionStage<Void> requireEach(
            EcsCall call, String verb, String kind, List<String> names, UnaryOperator<String> arn) {
        return may(call, verb, kind, null).thenCompose(all -> {
            CompletionStage<Void> each = CompletableFuture.completedFuture(null);
            for (String name : all ? List.<String>of() : names) {
                each = each.thenCombine(require(call, verb, kind, name, arn.apply(name)), (one, other) -> null);
            }
            return each;
        });
    }

    private CompletionStage<Boolean> may(EcsCall call, String verb, String kind, String name) {
        Access access = new Access(Access.ECS, verb, kind, call.account().namespace(), name);
        return CompletableFuture.supplyAsync(() -> authorizer.may(call.caller(), access), owner)
                .thenCompose(answer -> answer)
                .handle((may, failure) -> {
                    if (failure != null || may == null) {
                        throw EcsRefusal.of(Refusal.of(
                                ErrorCode.ECS_SERVER,
                                Fault.ACCESS_REVIEW,
                                "The caller's permission could not be checked."));
                    }
                    return may;
                });
    }

    private static EcsRefusal denied(EcsCall call, String arn) {
        return EcsRefusal.of(
                ErrorCode.ECS_ACCESS_DENIED,
                FunctionLocator.notAuthorized(call.caller(), call.action(), arn).message());
    }
}
