package dev.davit.operator.ecs.task;

import static dev.davit.operator.fargate.Definitions.container;
import static dev.davit.operator.fargate.Definitions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.ecs.v1alpha1.AWSVPCConfiguration;
import dev.davit.api.ecs.v1alpha1.KeyValuePair;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.ec2.Networks;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskReconcilerIT extends TaskStage {

    @Test
    void runsOnceAndSaysHowItGoes() {
        define(spec(container("main")));
        run(task -> {});
        Pod pod = made();
        node.bind(pod);
        until("PENDING");
        node.run(pod);
        assertThat(until("RUNNING").startedAt).isNotNull();
        node.end(pod, 3);
        TaskStatus status = until("STOPPED");
        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.containers.getFirst().exitCode).isEqualTo(3);
        assertThat(reason(status)).isEqualTo("False EssentialContainerExited");
        assertThat(pod()).isNotNull();
    }

    @Test
    void needsAtMostSixWritesForARunThatHadToWaitForANodeAndFailed() {
        int before = defined();
        run(task -> {});
        Pod pod = made();
        node.unschedulable(pod);
        until(status -> reason(status).equals("False Unschedulable"));
        node.bind(pod);
        node.take(pod);
        node.run(pod);
        until("RUNNING");
        node.end(pod, 3);
        until("STOPPED");
        assertThat(writes(before))
                .containsExactly(
                        "POST pods",
                        "PATCH tasks/run/status",
                        "POST events",
                        "PATCH tasks/run/status",
                        "PATCH tasks/run/status",
                        "POST events");
    }

    @Test
    void needsFourWritesForARunThatSucceedsAtOnceAndNoEvent() {
        int before = defined();
        run(task -> {});
        Pod pod = made();
        node.bind(pod);
        assertThat(until("PENDING").nodeName).isEqualTo("node");
        node.take(pod);
        node.run(pod);
        assertThat(until("RUNNING").connectivity).isEqualTo("CONNECTED");
        node.end(pod, 0);
        until("STOPPED");
        assertThat(writes(before))
                .containsExactly(
                        "POST pods", "PATCH tasks/run/status", "PATCH tasks/run/status", "PATCH tasks/run/status");
    }

    /** How many writes there were when the definition was registered. */
    private int defined() {
        define(spec(container("main")));
        await().atMost(SOON).until(() -> operator.writes().stream()
                .anyMatch(w -> w.contains(namespace) && w.endsWith("taskdefinitions/report/status")));
        operator.settle();
        return operator.writes().size();
    }

    /** What was written for the task since, without the wall, which comes once a namespace. */
    private List<String> writes(int since) {
        operator.settle();
        return operator.writes().subList(since, operator.writes().size()).stream()
                .filter(write -> write.contains("/namespaces/" + namespace + "/"))
                .filter(write -> !write.contains("/networkpolicies/"))
                .map(write -> write.replaceAll(" .*/namespaces/[^/]*/", " "))
                .toList();
    }

    @Test
    void waitsForItsDefinitionAndKeepsItsRevision() {
        run(task -> {});
        until(status -> reason(status).equals("Unknown TaskDefinitionNotFound"));
        define(spec(container("main")));
        running();
        client.resources(TaskDefinition.class)
                .inNamespace(namespace)
                .withName("report")
                .edit(d -> {
                    d.getSpec().memory = "1024";
                    return d;
                });
        await().atMost(SOON)
                .until(() -> client.resources(TaskDefinition.class)
                                .inNamespace(namespace)
                                .withName("report")
                                .get()
                                .getStatus()
                                .revision
                        == 2);
        assertThat(task().getStatus().taskDefinitionArn).endsWith("/report:1");
        assertThat(task().getStatus().memory).isEqualTo("512");
    }

    @Test
    void stopsItsPodAndKeepsIt() {
        define(spec(container("main")));
        run(task -> task.getSpec().timeout = 600);
        Pod pod = running();
        edit(task -> task.getSpec().desiredStatus = "STOPPED");
        assertThat(until("STOPPING").stopCode).isEqualTo("UserInitiated");
        assertThat(pod().getSpec().getActiveDeadlineSeconds()).isEqualTo(1);
        node.outOfTime(pod);
        TaskStatus status = until("STOPPED");
        assertThat(status.stoppedReason).isEqualTo("Task stopped by user");
        assertThat(reason(status)).isEqualTo("True Ready");
        assertThat(pod()).isNotNull();
    }

    @Test
    void takesBackAPodThatHasNoNode() {
        define(spec(container("main")));
        run(task -> {});
        made();
        until("PROVISIONING");
        edit(task -> task.getSpec().desiredStatus = "STOPPED");
        assertThat(until("STOPPED").stopCode).isEqualTo("UserInitiated");
        assertThat(pod()).isNull();
    }

    @Test
    void saysWhenItsTimeWasOver() {
        define(spec(container("main")));
        run(task -> task.getSpec().timeout = 1);
        Pod pod = running();
        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        node.outOfTime(pod);
        TaskStatus status = until("STOPPED");
        assertThat(status.stoppedReason).isEqualTo("Task timed out after 1 seconds (spec.timeout)");
        assertThat(reason(status)).isEqualTo("False TimedOut");
    }

    @Test
    void neverGetsASecondPod() {
        define(spec(container("main")));
        run(task -> {});
        client.resource(running()).withGracePeriod(0).delete();
        TaskStatus status = until("STOPPED");
        assertThat(reason(status)).isEqualTo("False PodLost");
        operator.settle();
        assertThat(pod()).isNull();
    }

    @Test
    void waitsForAForeignPodOfItsName() {
        Pod foreign = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("run")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("x")
                        .withImage("x")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        define(spec(container("main")));
        run(task -> {});
        until(status -> reason(status).equals("False PodRefused"));
        client.resource(foreign).withGracePeriod(0).delete();
        running();
    }

    @Test
    void stopsWhenItCanNeverHaveAPod() {
        define(spec(container("main", main -> main.environment = List.of(variable("A=B")))));
        run(task -> {});
        TaskStatus status = until("STOPPED");
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason).contains("A=B");
        assertThat(status.taskDefinitionArn).endsWith(":1");
        assertThat(reason(status)).isEqualTo("False PodRefused");
        assertThat(pod()).isNull();
    }

    @Test
    void stopsWhenItsStartDeadlineIsOverAndWaitsWithoutOne() {
        Task patient = new Task();
        patient.setMetadata(new ObjectMetaBuilder()
                .withName("patient")
                .withNamespace(namespace)
                .build());
        patient.getSpec().taskDefinition = "missing";
        client.resource(patient).create();
        run(task -> {
            task.getSpec().taskDefinition = "missing";
            task.getSpec().startDeadlineSeconds = 2;
        });
        TaskStatus status = until("STOPPED");
        assertThat(status.stopCode).isEqualTo("TaskFailedToStart");
        assertThat(status.stoppedReason)
                .isEqualTo(
                        "Task failed to start within 2 seconds (startDeadlineSeconds): waits for a TaskDefinition of the"
                                + " family missing in this namespace");
        assertThat(reason(status)).isEqualTo("False TaskDefinitionNotFound");
        assertThat(reason(client.resource(patient).get().getStatus())).isEqualTo("Unknown TaskDefinitionNotFound");
    }

    private static KeyValuePair variable(String name) {
        KeyValuePair variable = new KeyValuePair();
        variable.name = name;
        variable.value = "1";
        return variable;
    }

    @Test
    void isRemovedWhenItsTimeToLiveIsOver() {
        define(spec(container("main")));
        run(task -> task.getSpec().ttlSecondsAfterFinished = 1);
        node.end(running(), 0);
        await().atMost(SOON).until(() -> task() == null);
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        define(spec(container("main")));
        run(task -> {});
        Pod pod = running();
        restartsWithoutAWrite();
        node.end(pod, 3);
        until("STOPPED");
        restartsWithoutAWrite();
    }

    private void restartsWithoutAWrite() {
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = RunningOperator.start(client, TaskStage::reconcilers);
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        return List.<HasMetadata>of(task(), pod()).stream()
                .map(RunningOperator::version)
                .toList();
    }

    @Test
    void waitsForItsNetworkAndRunsInTheSubnetWithTheMostRoom() {
        define(spec(container("main")));
        run(task -> {
            task.getSpec().networkConfiguration = new NetworkConfiguration();
            task.getSpec().networkConfiguration.awsVPCConfiguration = new AWSVPCConfiguration();
            task.getSpec().networkConfiguration.awsVPCConfiguration.subnets = List.of(
                    Ec2Id.of(Ec2Id.SUBNET, namespace, "a"),
                    "arn:aws:ec2:us-east-1:" + Accounts.of(namespace) + ":subnet/"
                            + Ec2Id.of(Ec2Id.SUBNET, namespace, "b"));
        });
        await().atMost(SOON)
                .until(() -> task().getStatus() != null
                        && Conditions.find(task().getStatus().conditions, "Ready")
                                .filter(c -> "SubnetNotReady".equals(c.getReason()))
                                .isPresent());
        assertThat(pod()).isNull();
        Networks.subnets(client, namespace);
        await().atMost(SOON).until(() -> pod() != null);
        assertThat(pod().getMetadata().getLabels())
                .containsEntry("ec2.davit.dev/vpc", "main")
                .containsEntry("ec2.davit.dev/subnet", "a")
                .containsEntry("securitygroup.ec2.davit.dev/main-default", "member");
        assertThat(pod().getSpec().getNodeSelector()).containsEntry("topology.kubernetes.io/zone", "zone-a");
        assertThat(client.network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .extracting(policy -> policy.getMetadata().getName())
                .contains("davit-wall", "davit-sg-main-default-ingress");
    }
}
