package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Tag;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskSpec;
import dev.davit.gateway.kernel.IdSource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pure: the Tasks that a request makes, by names that are the same when the request comes again. */
final class NewTasks {

    /** What a request asked for, hashed; by it a token that is used for something else is told. */
    static final String REQUEST = "ecs.davit.dev/request";

    /** Who asked, as the API server names users. */
    static final String REQUESTED_BY = "ecs.davit.dev/requested-by";

    /** How long a finished Task can be described, in seconds: an hour as on AWS. */
    static final int KEPT = 3_600;

    /** How long one is kept that a token may come for again. */
    static final int KEPT_WITH_TOKEN = 86_400;

    private static final int ID = 32;
    private static final long TOKEN_MILLIS = 86_400_000;
    private static final int MOST_ROUNDS = 30;
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final RunTaskRequest request;
    private final EcsCall call;
    private final String hash;
    private final List<Tag> tags;

    /** The Tasks of a request; {@code tags} are the definition's, or null. */
    NewTasks(RunTaskRequest request, EcsCall call, List<Tag> tags) {
        this.request = request;
        this.tags = request.tags().with(tags);
        this.call = call;
        this.hash = hash(call.input().node());
    }

    /** What a Task is that has the name of one of this request's. */
    enum Verdict {
        /** Made by this request, now or when it came before. */
        OURS,
        /** Made by the same token so long ago that the token counts as new. */
        FORGOTTEN,
        /** Made by a request for something else. */
        ANOTHERS
    }

    /** How many tasks are wanted. */
    int count() {
        return request.count();
    }

    /** Judges the Task that is there by the name of the first one. */
    Verdict judge(Task task, int round, long nowMillis) {
        long age = nowMillis
                - Instant.parse(task.getMetadata().getCreationTimestamp()).toEpochMilli();
        if (age > TOKEN_MILLIS && round < MOST_ROUNDS) {
            return Verdict.FORGOTTEN;
        }
        String asked = Objects.requireNonNullElse(task.getMetadata().getAnnotations(), Map.<String, String>of())
                .get(REQUEST);
        return hash.equals(asked) ? Verdict.OURS : Verdict.ANOTHERS;
    }

    /**
     * One of the Tasks, which runs that revision.
     *
     * @param index which one
     * @param round how often the token was used before and is forgotten
     * @param arn the revision's ARN
     * @param ids where its name comes from when there is no token
     */
    Task task(int index, int round, String arn, IdSource ids) {
        String token = request.token();
        Task task = new Task();
        task.setMetadata(new ObjectMetaBuilder()
                .withNamespace(call.account().namespace())
                .withName(token == null ? ids.next().replace("-", "") : name(token, index, round))
                .addToAnnotations(REQUEST, hash)
                .addToAnnotations(REQUESTED_BY, call.caller().user())
                .build());
        String cluster = call.account().cluster();
        if (!cluster.equals(EcsCluster.DEFAULT)) {
            task.getMetadata().setLabels(Map.of(EcsCluster.LABEL, cluster));
        }
        TaskSpec spec = task.getSpec();
        spec.taskDefinition = arn;
        spec.startedBy = request.startedBy();
        spec.group = request.group();
        spec.tags = tags;
        spec.networkConfiguration = request.network();
        spec.overrides = request.overrides();
        spec.capacityProviderStrategy = request.providers();
        spec.enableExecuteCommand = request.enableExecuteCommand() ? Boolean.TRUE : null;
        spec.ttlSecondsAfterFinished = token == null ? KEPT : KEPT_WITH_TOKEN;
        return task;
    }

    /** The name of one of the tasks of a token: 32 hexadecimal digits, as ids of tasks are on AWS. */
    static String name(String token, int index, int round) {
        return digest(token + "\n" + index + "\n" + round).substring(0, ID);
    }

    private static String hash(JsonNode input) {
        ObjectNode asked = input.deepCopy();
        asked.remove("clientToken");
        try {
            return digest(SORTED.writeValueAsString(asked));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
