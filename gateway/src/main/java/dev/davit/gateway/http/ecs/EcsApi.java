package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.gateway.http.CallsUnderWay;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.EventBody;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.http.invoke.OtherOperations;
import dev.davit.gateway.http.invoke.TypedAnswers;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.IdSource;
import dev.davit.gateway.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the operation that a request of the ECS API names, lets it answer, and writes the answer. */
public final class EcsApi implements OtherOperations {

    private static final Logger LOG = Logger.getLogger(EcsApi.class.getName());
    private static final String TARGET = "AmazonEC2ContainerServiceV20141113.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Refusal BUSY = new Refusal(ErrorCode.ECS_THROTTLED, "Rate exceeded", null, Fault.CONTROL_BUSY);
    private static final Refusal FAILED = Refusal.of(
            ErrorCode.ECS_SERVER, Fault.CONTROL_FAILED, "The cluster's API server could not be asked. Try again.");

    private final Operations operations;
    private final String region;
    private final Executor owner;
    private final Executor workers;
    private final CallsUnderWay underWay = new CallsUnderWay();

    /**
     * What the API works with.
     *
     * @param directory what there is
     * @param authorizer who knows what callers may
     * @param ids where the names of tasks come from
     * @param clock the time
     * @param owner the thread of requests
     * @param workers threads for what takes long
     */
    public record Ports(
            EcsDirectory directory,
            Authorizer authorizer,
            IdSource ids,
            Clock clock,
            Executor owner,
            Executor workers) {}

    /** The API of a region, with the names that tasks may ask for as capacity providers beside FARGATE. */
    public EcsApi(Ports ports, String region, Set<String> capacityProviders) {
        this.operations = new Operations(ports, capacityProviders);
        this.region = region;
        this.owner = ports.owner();
        this.workers = ports.workers();
    }

    @Override
    public boolean handle(Exchange exchange, EventBody body, Caller caller) {
        String target = TypedAnswers.target(exchange.request());
        if (target == null || !target.startsWith(TARGET)) {
            return false;
        }
        String operation = target.substring(TARGET.length());
        if (caller.namespace() == null) {
            exchange.refuse(EcsRefusal.invalid(
                            "This caller has no account: name its namespace with the header X-Davit-Namespace.")
                    .refusal());
        } else if (!underWay.begin(caller.namespace())) {
            exchange.refuse(BUSY);
        } else {
            answer(exchange, operation, body, caller);
        }
        return true;
    }

    private void answer(Exchange exchange, String operation, EventBody body, Caller caller) {
        CompletableFuture.supplyAsync(() -> read(body), workers)
                .thenComposeAsync(
                        input -> operations
                                .find(operation)
                                .answer(new EcsCall(
                                        operation,
                                        input,
                                        caller,
                                        EcsAccount.of(caller.namespace(), region)
                                                .in(input.text("cluster")))),
                        owner)
                .thenApply(answer -> answer.toString().getBytes(StandardCharsets.UTF_8))
                .whenComplete((answer, failure) -> owner.execute(() -> {
                    underWay.end(caller.namespace());
                    if (failure == null) {
                        TypedAnswers.found(exchange.response(), exchange.id(), answer);
                        exchange.answered();
                    } else {
                        refuse(exchange, operation, failure);
                    }
                }));
    }

    private static Input read(EventBody body) {
        try {
            JsonNode tree = body.isEmpty()
                    ? JSON.createObjectNode()
                    : JSON.readTree(body.buffer().getBytes());
            if (tree.isObject()) {
                return new Input(tree);
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "a body that is no JSON", e);
        }
        throw EcsRefusal.of(ErrorCode.ECS_SERIALIZATION, "The body must be a JSON object.");
    }

    private static void refuse(Exchange exchange, String operation, Throwable failure) {
        Throwable cause = Causes.of(failure);
        if (cause instanceof EcsRefusal refused) {
            exchange.refuse(
                    refused.refusal(),
                    () -> TypedAnswers.refusal(
                            exchange.response(), exchange.id(), refused.refusal(), refused.resources()));
            return;
        }
        LOG.log(Level.WARNING, "{0} failed: {1}", new Object[] {operation, cause});
        exchange.refuse(FAILED);
    }
}
