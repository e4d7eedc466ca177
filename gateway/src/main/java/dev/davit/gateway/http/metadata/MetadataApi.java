package dev.davit.gateway.http.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.davit.api.common.TaskMetadataToken;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.gateway.environment.KeySource;
import dev.davit.gateway.http.ecs.EcsDirectory;
import dev.davit.gateway.kernel.Clock;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** {@code GET /v4/<token>…}: who has a token is told of the task that it names; whatever is not below {@code /v4/} goes on. */
public final class MetadataApi implements Handler<HttpServerRequest> {

    private static final String ROOT = "/v4/";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final KeySource keys;
    private final RecentTasks tasks;
    private final Executor owner;
    private final String region;
    private final Handler<HttpServerRequest> others;

    /**
     * What it works with.
     *
     * @param keys the runtime key
     * @param directory where Tasks are read
     * @param clock the time
     * @param owner the thread of all of it
     */
    public record Ports(KeySource keys, EcsDirectory directory, Clock clock, Executor owner) {}

    /** {@code others} serves all other paths of the port. */
    public MetadataApi(Ports ports, String region, Handler<HttpServerRequest> others) {
        this.keys = ports.keys();
        this.tasks = new RecentTasks(
                ports.directory()::task,
                ports.clock(),
                CompletableFuture.delayedExecutor(RecentTasks.PAUSE.toMillis(), TimeUnit.MILLISECONDS, ports.owner()));
        this.owner = ports.owner();
        this.region = region;
        this.others = others;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith(ROOT)) {
            others.handle(request);
            return;
        }
        int slash = path.indexOf('/', ROOT.length());
        String text = slash < 0 ? path.substring(ROOT.length()) : path.substring(ROOT.length(), slash);
        String rest = slash < 0 ? "" : path.substring(slash);
        HttpServerResponse response = request.response();
        byte[] key = keys.current();
        Optional<TaskMetadataToken> token = key == null ? Optional.empty() : TaskMetadataToken.verify(key, text);
        if (request.method() != HttpMethod.GET || token.isEmpty() || !isServed(rest)) {
            refuse(response, 404, "404 page not found");
            return;
        }
        CompletionStage<Optional<Task>> task = tasks.find(token.get());
        if (task == null) {
            refuse(response, 429, "Too Many Requests");
            return;
        }
        task.whenComplete((found, failure) ->
                owner.execute(() -> answer(response, token.get().container(), rest, found)));
    }

    private static boolean isServed(String rest) {
        return switch (rest) {
            case "", "/", "/task", "/taskWithTags", "/stats", "/task/stats" -> true;
            default -> false;
        };
    }

    /** {@code found} is null when the API server could not be asked. */
    private void answer(HttpServerResponse response, String container, String rest, Optional<Task> found) {
        if (found == null) {
            refuse(response, 500, "The task's metadata cannot be read now.");
        } else if (found.isEmpty()) {
            refuse(response, 404, "The task is not there any more.");
        } else {
            send(response, 200, document(new MetadataDocument(found.get(), region), container, rest));
        }
    }

    private static JsonNode document(MetadataDocument document, String container, String rest) {
        return switch (rest) {
            case "/task" -> document.task(false);
            case "/taskWithTags" -> document.task(true);
            case "/stats" -> MetadataDocument.noStats();
            case "/task/stats" -> document.stats();
            default -> document.container(container);
        };
    }

    /** The endpoint's errors are JSON texts. */
    private static void refuse(HttpServerResponse response, int status, String message) {
        send(response, status, TextNode.valueOf(message));
    }

    private static void send(HttpServerResponse response, int status, JsonNode body) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(body.toString());
    }
}
