package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.e2e.bench.ApiWrites;
import dev.davit.e2e.bench.ApiWrites.Write;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with tasks on a real cluster is said in ECS's words, with an event, and nothing is tried in a hurry. All of
 * it goes wrong at the same time, as most of it takes a while.
 */
@OnDavit
class TaskFaultE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** The scheduler puts nobody there. */
    private static final String NODE = "taskfault-node";

    private static Account broke;
    private static ResourceQuota quota;

    @BeforeAll
    static void everythingGoesWrong(Davit davit, Account account) {
        davit.client().resource(node()).create();
        writeStatus(davit, node(), node().getStatus());
        account.apply(Manifests.task("lost", "sleep 600", "timeout: 900")
                .replace("  memory: \"512\"\n", "  memory: \"512\"\n  runtimePlatform: {cpuArchitecture: ARM64}\n"));
        account.apply(Manifests.task("noimage", "true", "timeout: 600")
                .replace("registry.davit.dev/example-task:0.1.0-dev", "registry.davit.dev/no-such-image:1"));
        account.apply(
                Manifests.task("nosecret", "true", "timeout: 600")
                        .replace(
                                "    stopTimeout: 2\n",
                                "    stopTimeout: 2\n    secrets: [{name: PASSWORD, valueFrom: \"no-such-secret:password\"}]\n"));
        account.apply(
                Manifests.task("novolume", "true", "timeout: 600")
                        .replace(
                                "  containerDefinitions:\n",
                                "  volumes: [{name: keys, secret: {name: no-such-keys}}]\n  containerDefinitions:\n")
                        .replace(
                                "    stopTimeout: 2\n",
                                "    stopTimeout: 2\n    mountPoints: [{sourceVolume: keys, containerPath: /keys, readOnly: true}]\n"));
        account.apply(Manifests.task("greedy", "tail /dev/zero", "timeout: 600"));
        broke = davit.newAccount("taskfault-quota");
        quota = davit.client()
                .resource(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withName("none")
                        .withNamespace(broke.namespace())
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("0")))
                        .endSpec()
                        .build())
                .create();
        Awaitility.await("the quota to be in force")
                .atMost(SOON)
                .until(() -> davit.client().resource(quota).get().getStatus().getHard() != null);
        broke.apply(Manifests.task("waits", "true", "timeout: 600"));
    }

    @AfterAll
    static void theNodeIsGone(Davit davit) {
        davit.client().nodes().withName(NODE).delete();
    }

    /** As a kubelet does it, whoever writes something else meanwhile. */
    private static void writeStatus(Davit davit, HasMetadata object, Object status) {
        davit.client()
                .resource(object)
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), Serialization.asJson(Map.of("status", status)));
    }

    /** A node that is ready; there is nothing behind it, and its architecture is one that no other node of the cluster has. */
    private static io.fabric8.kubernetes.api.model.Node node() {
        Map<String, Quantity> room =
                Map.of("cpu", new Quantity("1"), "memory", new Quantity("1Gi"), "pods", new Quantity("10"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(NODE)
                .addToLabels("kubernetes.io/arch", "arm64")
                .addToLabels("kubernetes.io/hostname", NODE)
                .endMetadata()
                .withNewSpec()
                .addNewTaint()
                .withKey(NODE)
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                .withNewStatus()
                .withCapacity(room)
                .withAllocatable(room)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withLastHeartbeatTime(Instant.now().toString())
                .withLastTransitionTime(Instant.now().toString())
                .endCondition()
                .endStatus()
                .build();
    }

    @Test
    void aSecretThatIsNotThereStopsTheTaskInEcssWords(Account account) {
        var status = stopped(account, "nosecret");

        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .startsWith("ResourceInitializationError: unable to pull secrets or registry auth: ")
                .contains("no-such-secret");
        assertWarned(account, "nosecret", "StartFailed", "ResourceInitializationError");
    }

    /** The kubelet says so in an event alone. */
    @Test
    void aSecretForAVolumeThatIsNotThereStopsTheTaskInEcssWords(Account account) {
        var status = stopped(account, "novolume");

        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .isEqualTo(
                        "ResourceInitializationError: unable to set up the task's volumes: secret \"no-such-keys\" not found");
        assertWarned(account, "novolume", "StartFailed", "no-such-keys");
    }

    @Test
    void anImageThatDoesNotExistEndsTheTaskWithEcssWords(Account account) {
        var status = stopped(account, "noimage");

        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .startsWith("CannotPullContainerError: ")
                .contains("no-such-image");
        assertWarned(account, "noimage", "ImagePullFailed", "CannotPullContainerError");
    }

    @Test
    void aContainerThatTakesMoreMemoryThanItHasIsKilledAndSaysSo(Account account) {
        var status = stopped(account, "greedy");

        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.stoppedReason).isEqualTo("Essential container in task exited");
        assertThat(status.containers).singleElement().satisfies(container -> {
            assertThat(container.exitCode).isEqualTo(137);
            assertThat(container.reason).isEqualTo("OutOfMemoryError: Container killed due to memory usage");
        });
        assertWarned(account, "greedy", "OutOfMemory", "OutOfMemoryError");
    }

    @Test
    void aTaskOverTheQuotaWaitsWithoutHasteUntilThereIsRoom(Davit davit) {
        var waiting = broke.await(
                Task.class,
                "waits",
                SOON,
                task -> task.getStatus() != null && Stories.is(task.getStatus().conditions, "Run", "False"));

        assertThat(waiting.getStatus().lastStatus).isEqualTo("PROVISIONING");
        assertThat(Stories.condition(waiting.getStatus().conditions, "Run"))
                .get()
                .satisfies(condition -> {
                    assertThat(condition.getReason()).isEqualTo("QuotaExceeded");
                    assertThat(condition.getMessage())
                            .startsWith("The namespace's quota has no room for the task: ")
                            .contains("exceeded quota: none");
                });
        assertWarned(broke, "waits", "QuotaExceeded", "exceeded quota: none");
        davit.cluster().auditLog().ifPresent(TaskFaultE2E::assertNoHaste);

        davit.client()
                .resource(quota)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"hard\": {\"pods\": \"1\"}}}");
        assertThat(stopped(broke, "waits").stopCode).isEqualTo("EssentialContainerExited");
    }

    /** Each try comes later after the one before, and what is known already is not written again. */
    private static void assertNoHaste(Path log) {
        List<Write> refused = Awaitility.await("six refused pods")
                .atMost(SOON)
                .until(
                        () -> new ApiWrites(log)
                                .in(broke.namespace()).stream()
                                        .filter(write -> write.resource().equals("pods") && write.code() == 403)
                                        .toList(),
                        writes -> writes.size() >= 6);
        Duration all =
                Duration.between(refused.getFirst().at(), refused.getLast().at());
        assertThat(all.dividedBy(refused.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.between(
                        refused.get(refused.size() - 2).at(), refused.getLast().at()))
                .isGreaterThan(Duration.ofSeconds(2));
        // One when the task waits for room; before it one when its definition was not there, and one when it was not
        // ready yet.
        assertThat(new ApiWrites(log).in(broke.namespace()))
                .filteredOn(write ->
                        write.name().startsWith("waits") && write.resource().equals("tasks/status"))
                .hasSizeBetween(1, 3);
    }

    @Test
    void aTaskWhoseNodeIsLostStopsAndIsNotRunAgain(Davit davit, Account account) {
        Pod pod = Awaitility.await("a pod")
                .atMost(SOON)
                .until(
                        () -> account.client()
                                .pods()
                                .inNamespace(account.namespace())
                                .withName("lost")
                                .get(),
                        Objects::nonNull);
        bind(davit, pod);
        writeStatus(davit, pod, running(pod).getStatus());
        account.await(Task.class, "lost", SOON, task -> status(task, "RUNNING"));

        davit.client().nodes().withName(NODE).delete();
        var status = stopped(account, "lost");

        assertThat(status.stopCode).isEqualTo("InfrastructureHealth");
        // Kubernetes says that the node failed and deletes the pod at once: the operator may come to see only the
        // second.
        assertThat(status.stoppedReason)
                .matches("The node of the task failed: .*|The pod of the task is gone: .* its node was lost");
        assertWarned(account, "lost", "PodLost", " node ");
        assertThat(account.pods("ecs.davit.dev/task", "lost"))
                .allSatisfy(left -> assertThat(left.getMetadata().getUid())
                        .isEqualTo(pod.getMetadata().getUid()));
    }

    /** Puts it on the node, whatever the scheduler thinks. */
    private static void bind(Davit davit, Pod pod) {
        var metadata = pod.getMetadata();
        davit.client()
                .raw(
                        "/api/v1/namespaces/" + metadata.getNamespace() + "/pods/" + metadata.getName() + "/binding",
                        "POST",
                        new BindingBuilder()
                                .withNewMetadata()
                                .withName(metadata.getName())
                                .endMetadata()
                                .withNewTarget()
                                .withKind("Node")
                                .withName(NODE)
                                .endTarget()
                                .build());
    }

    /** What the kubelet of the node would say. */
    private static Pod running(Pod pod) {
        return new PodBuilder(pod)
                .editStatus()
                .withPhase("Running")
                .withStartTime(Instant.now().toString())
                .addNewContainerStatus()
                .withName("main")
                .withImage("registry.davit.dev/example-task:0.1.0-dev")
                .withImageID("sha256:abc")
                .withReady(true)
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .withStartedAt(Instant.now().toString())
                .endRunning()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static void assertWarned(Account account, String task, String reason, String words) {
        List<Event> events = Awaitility.await("an event about " + task)
                .atMost(SOON)
                .until(
                        () ->
                                account
                                        .client()
                                        .events()
                                        .v1()
                                        .events()
                                        .inNamespace(account.namespace())
                                        .list()
                                        .getItems()
                                        .stream()
                                        .filter(event ->
                                                event.getRegarding().getKind().equals("Task")
                                                        && event.getRegarding()
                                                                .getName()
                                                                .equals(task)
                                                        && event.getReason().equals(reason))
                                        .toList(),
                        found -> !found.isEmpty());
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getSeries()).isNull();
            assertThat(event.getNote()).contains(words);
        });
    }

    private static boolean status(Task task, String lastStatus) {
        return task.getStatus() != null && lastStatus.equals(task.getStatus().lastStatus);
    }

    private static TaskStatus stopped(Account account, String task) {
        return account.await(Task.class, task, SOON, t -> status(t, "STOPPED")).getStatus();
    }
}
