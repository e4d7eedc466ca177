package dev.davit.operator.ecs.taskdefinition;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.fargate.Revisions;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class TaskDefinitionReconcilerIT {

    private static ApiServer server;
    private static KubernetesClient client;
    private static RunningOperator operator;

    private String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        operator = start();
    }

    private static RunningOperator start() {
        var config = new RunningOperator.Config("davit-system");
        return RunningOperator.start(
                client,
                c -> List.of(new TaskDefinitionReconciler(config, RunningOperator.events(c), Clock.systemUTC())));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("taskdef");
    }

    private TaskDefinition create(String name) {
        TaskDefinition definition = new TaskDefinition();
        definition.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        definition.setSpec(spec(container("main")));
        return client.resource(definition).create();
    }

    private void edit(String name, Consumer<TaskDefinition> edit) {
        client.resources(TaskDefinition.class)
                .inNamespace(namespace)
                .withName(name)
                .edit(definition -> {
                    edit.accept(definition);
                    return definition;
                });
    }

    private TaskDefinition until(String name, Predicate<TaskDefinition> there) {
        return await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(TaskDefinition.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        definition -> definition.getStatus() != null
                                && Objects.equals(
                                        definition.getStatus().observedGeneration,
                                        definition.getMetadata().getGeneration())
                                && there.test(definition));
    }

    private static Predicate<TaskDefinition> revision(long number) {
        return definition -> Long.valueOf(number).equals(definition.getStatus().revision);
    }

    private List<ControllerRevision> revisions() {
        return client.resources(ControllerRevision.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    @Test
    void everyContentBecomesARevisionThatNeverChanges() {
        create("report");
        TaskDefinition first = until("report", revision(1));
        assertThat(first.getStatus().taskDefinitionArn)
                .matches("arn:aws:ecs:us-east-1:\\d{12}:task-definition/report:1");
        assertThat(first.getStatus().status).isEqualTo("ACTIVE");
        edit("report", d -> d.getSpec().memory = "1024");
        until("report", revision(2));
        edit("report", d -> d.getSpec().memory = "512");
        until("report", revision(3));
        assertThat(revisions())
                .extracting(r -> r.getMetadata().getName(), r -> Revisions.spec(r).memory)
                .containsExactlyInAnyOrder(
                        tuple("report-1", "512"), tuple("report-2", "1024"), tuple("report-3", "512"));
        ControllerRevision old = revisions().getFirst();
        old.setData(Map.of("memory", "2048"));
        assertThatThrownBy(() -> client.resource(old).update()).isInstanceOf(KubernetesClientException.class);
    }

    @Test
    void aRefusedEditKeepsTheRevisionAndSaysWhy() {
        create("report");
        until("report", revision(1));
        edit("report", d -> d.getSpec().containerDefinitions.getFirst().user = "root");
        TaskDefinition refused = until("report", d -> Conditions.isFalse(d.getStatus().conditions, "Accepted"));
        assertThat(refused.getStatus().revision).isEqualTo(1);
        assertThat(Conditions.find(refused.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getMessage())
                .contains("user root is refused");
        assertThat(revisions()).hasSize(1);
    }

    @Test
    void theOlderOfTwoDefinitionsKeepsTheFamily() {
        create("report");
        until("report", revision(1));
        TaskDefinition other = new TaskDefinition();
        other.setMetadata(new ObjectMetaBuilder()
                .withName("another")
                .withNamespace(namespace)
                .build());
        other.setSpec(spec(container("main")));
        other.getSpec().family = "report";
        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        client.resource(other).create();
        TaskDefinition refused = until("another", d -> Conditions.isFalse(d.getStatus().conditions, "Accepted"));
        assertThat(Conditions.find(refused.getStatus().conditions, "Ready")
                        .orElseThrow()
                        .getReason())
                .isEqualTo("FamilyTaken");
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        create("report");
        until("report", revision(1));
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        List<HasMetadata> all = new ArrayList<>(revisions());
        all.add(until("report", d -> true));
        return all.stream().map(RunningOperator::version).sorted().toList();
    }
}
