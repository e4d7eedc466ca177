package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.CodeArchive;
import dev.davit.api.lambda.v1alpha1.ConfigMapReference;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.code.Origin;
import dev.davit.operator.code.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A function and what it refers to, as a test wants them. */
final class GivenFunction {
    static final String SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Function function = new Function();
    private final List<FunctionRevision> revisions = new ArrayList<>();
    private Optional<ConfigMap> configMap = Optional.empty();
    private FunctionNetwork network = FunctionNetwork.NONE;
    private FunctionConcurrency.Account account = new FunctionConcurrency.Account(1000, 0);
    private FunctionInputs.Published published = FunctionInputs.Published.NONE;
    private boolean roleExists = true;
    private List<String> absentDestinations = List.of();
    private FunctionArchives archives = FunctionArchives.NONE;

    static GivenFunction python() {
        GivenFunction given = new GivenFunction();
        given.function.getSpec().runtime = "python3.11";
        given.function.getSpec().handler = "app.handler";
        given.function.getSpec().code.inline = Map.of("app.py", "x");
        return given;
    }

    static GivenFunction image() {
        GivenFunction given = new GivenFunction();
        given.function.getSpec().code.imageURI = "registry.example/hello:1";
        return given;
    }

    static GivenFunction configMap(Map<String, String> files) {
        GivenFunction given = python();
        given.function.getSpec().code.inline = null;
        given.function.getSpec().code.configMapRef = new ConfigMapReference();
        given.function.getSpec().code.configMapRef.name = "code";
        given.configMap = Optional.ofNullable(files)
                .map(data -> new ConfigMapBuilder().withData(data).build());
        return given;
    }

    private GivenFunction() {
        function.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace("team")
                .withUid("function-uid")
                .withGeneration(2L)
                .build());
        function.getSpec().code = new FunctionCode();
        function.setStatus(new FunctionStatus());
    }

    GivenFunction named(String name) {
        function.getMetadata().setName(name);
        return this;
    }

    GivenFunction spec(Consumer<FunctionSpec> edit) {
        edit.accept(function.getSpec());
        return this;
    }

    /** Its code is an archive, of which this is known. */
    static GivenFunction archive(Verdict verdict) {
        GivenFunction given = python();
        given.function.getSpec().code.inline = null;
        given.function.getSpec().code.archive = new CodeArchive();
        given.function.getSpec().code.archive.url = "https://example.org/code.zip";
        given.function.getSpec().code.archive.sha256 = SHA256;
        Optional<RevisionArchive> pinned = verdict instanceof Verdict.Taken taken
                ? Origin.of(given.function.getSpec().code).map(origin -> origin.pinned(taken))
                : Optional.empty();
        given.archives = new FunctionArchives(Optional.of(verdict), pinned, List.of());
        return given;
    }

    GivenFunction layers(FunctionArchives.Layer... layers) {
        archives = new FunctionArchives(archives.verdict(), archives.pinned(), List.of(layers));
        return this;
    }

    GivenFunction withoutDestinations(String... functions) {
        absentDestinations = List.of(functions);
        return this;
    }

    GivenFunction withoutRole() {
        roleExists = false;
        return this;
    }

    GivenFunction serving(String revision) {
        function.getStatus().revision = revision;
        return this;
    }

    GivenFunction readySince(String time) {
        function.getStatus().conditions = List.of(condition("Ready", "True", "Ready", "", time));
        return this;
    }

    GivenFunction revision(FunctionRevision revision) {
        revisions.add(revision);
        return this;
    }

    /** A revision of this function with the condition Ready as given; none when {@code status} is null. */
    static FunctionRevision revision(String name, String created, String status, String reason, String message) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team")
                .withCreationTimestamp(created)
                .build());
        revision.getSpec().codeSHA256 = "sha-" + name;
        revision.getSpec().codeSize = 1L;
        revision.getSpec().timeout = 30;
        if (status != null) {
            revision.setStatus(new FunctionRevisionStatus());
            revision.getStatus().conditions = List.of(condition("Ready", status, reason, message, created));
        }
        return revision;
    }

    static FunctionRevision ready(String name, String created) {
        return revision(name, created, "True", "Ready", "");
    }

    private static Condition condition(String type, String status, String reason, String message, String since) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withLastTransitionTime(since)
                .build();
    }

    GivenFunction account(int limit, int reservedByOthers) {
        account = new FunctionConcurrency.Account(limit, reservedByOthers);
        return this;
    }

    GivenFunction published(List<Version> versions, List<Alias> aliases) {
        published = new FunctionInputs.Published(versions, aliases);
        return this;
    }

    GivenFunction network(FunctionNetwork asked) {
        network = asked;
        return this;
    }

    FunctionInputs inputs() {
        return new FunctionInputs(
                function,
                new FunctionInputs.Surroundings(
                        List.of("python3.11", "nodejs22.x"),
                        configMap,
                        roleExists,
                        "us-east-1",
                        account,
                        network,
                        archives,
                        EventFields.functions(function.getSpec(), name -> !absentDestinations.contains(name))),
                revisions,
                published,
                NOW);
    }
}
