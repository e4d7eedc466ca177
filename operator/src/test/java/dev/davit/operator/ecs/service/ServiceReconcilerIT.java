package dev.davit.operator.ecs.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.InactiveService;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.DeploymentAlarms;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceRegistry;
import dev.davit.api.ecs.v1alpha1.ServiceStatus;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskDefinition;
import dev.davit.operator.kernel.Owners;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services do what ECS's do. */
@WithApiServer
class ServiceReconcilerIT extends OnServices {

    @Test
    void startsItsTasksAndReachesASteadyState() {
        define();
        serve(3, service -> {});
        ServiceStatus status = until(s -> completed(s, 1));
        assertThat(live()).containsExactly("web-1-1", "web-1-2", "web-1-3");
        assertThat(runner.tasks()).allSatisfy(task -> {
            assertThat(Owners.owns(service(), task)).isTrue();
            assertThat(task.getMetadata().getLabels())
                    .containsEntry("ecs.davit.dev/service", "web")
                    .containsEntry("ecs.davit.dev/deployment", "1");
            assertThat(task.getSpec().taskDefinition).isEqualTo("web:1");
            assertThat(task.getSpec().group).isEqualTo("service:web");
            assertThat(task.getSpec().startedBy).isEqualTo(status.deployments.getFirst().id);
        });
        await().atMost(SOON).until(() -> service().getStatus().runningCount == 3);
        assertThat(status.serviceARN).endsWith(":service/default/web");
        await().atMost(SOON)
                .until(() -> notes().contains("(service web) has reached a steady state.")
                        && notes().stream()
                                .anyMatch(n -> n.startsWith("(service web) has started 3 tasks: (task web-1-1)")));
    }

    /** As a TaskArray of the same name makes them, or a service that was deleted without its tasks. */
    @Test
    void namesThatAreSomebodyElsesArePassedOver() {
        define();
        for (String taken : List.of("web-1-1", "web-1-3")) {
            Task task = new Task();
            task.setMetadata(new ObjectMetaBuilder()
                    .withName(taken)
                    .withNamespace(namespace)
                    .build());
            task.getSpec().taskDefinition = "other";
            task.getSpec().desiredStatus = "STOPPED";
            client.resource(task).create();
        }
        serve(2, service -> {});
        until(s -> completed(s, 1) && s.runningCount == 2);
        assertThat(live()).containsExactly("web-1-2", "web-1-4");
        assertThat(notes()).noneMatch(note -> note.contains("(task web-1-1)"));
    }

    /** Three times, as the second one finds the event of the first. */
    @Test
    void aDeletedServiceLeavesAnEventThatTellsSo() {
        define();
        for (int life = 1; life <= 3; life++) {
            int lives = life;
            serve(1, service -> {});
            until(s -> completed(s, 1));
            client.resources(Service.class)
                    .inNamespace(namespace)
                    .withName("web")
                    .delete();
            await().atMost(SOON).untilAsserted(() -> {
                Event event = client.events()
                        .v1()
                        .events()
                        .inNamespace(namespace)
                        .withName(InactiveService.event("default", "web"))
                        .get();
                assertThat(event).isNotNull();
                assertThat(event.getNote()).isEqualTo("(service web) is INACTIVE: it was deleted.");
                assertThat(event.getSeries() == null ? 1 : event.getSeries().getCount())
                        .isEqualTo(lives);
                assertThat(event.getMetadata().getAnnotations())
                        .containsEntry(InactiveService.OBJECT, "web")
                        .hasEntrySatisfying(InactiveService.TASK_DEFINITION, arn -> assertThat(arn)
                                .endsWith(":task-definition/web:1"));
            });
            // There is no garbage collector here.
            client.resources(Task.class).inNamespace(namespace).delete();
            await().atMost(SOON).until(() -> runner.tasks().isEmpty());
        }
    }

    @Test
    void scalesByItsScaleSubresource() {
        define();
        serve(1, service -> {});
        until(s -> completed(s, 1));
        client.resources(Service.class).inNamespace(namespace).withName("web").scale(3);
        until(s -> Integer.valueOf(3).equals(s.runningCount) && reason(s).equals("True Ready"));
        client.resources(Service.class).inNamespace(namespace).withName("web").scale(0);
        until(s -> Integer.valueOf(0).equals(s.runningCount) && reason(s).equals("True Ready"));
        assertThat(live()).isEmpty();
        assertThat(runner.tasks())
                .allSatisfy(task -> assertThat(task.getSpec().stopCode).isEqualTo("ServiceSchedulerInitiated"));
    }

    @Test
    void followsItsTaskDefinitionAndStopsOldTasksWhenNewOnesAreHealthy() {
        define();
        serve(2, service -> {});
        until(s -> completed(s, 1));
        redefine("example.org/main:2");
        await().atMost(SOON).until(() -> live().size() == 4);
        operator.settle();
        assertThat(live()).containsExactly("web-1-1", "web-1-2", "web-2-1", "web-2-2");
        until(s -> completed(s, 2));
        assertThat(live()).containsExactly("web-2-1", "web-2-2");
        assertThat(service().getStatus().taskDefinition).endsWith(":task-definition/web:2");
    }

    @Test
    void aFamilyByItsNameMovesOnOnlyWithANewDeployment() {
        define();
        serve(1, service -> {
            service.getSpec().taskDefinitionRef = null;
            service.getSpec().taskDefinition = "web";
        });
        until(s -> completed(s, 1));
        redefine("example.org/main:2");
        await().atMost(SOON)
                .until(() -> client.resources(TaskDefinition.class)
                                .inNamespace(namespace)
                                .withName("web")
                                .get()
                                .getStatus()
                                .revision
                        == 2);
        operator.settle();
        assertThat(live()).containsExactly("web-1-1");
        edit(service -> service.getSpec().forceNewDeployment = "now");
        ServiceStatus status = until(s -> completed(s, 2));
        assertThat(status.taskDefinition).endsWith("web:2");
    }

    @Test
    void rollsBackWhatDoesNotStartAndTriesItNoMore() {
        define();
        serve(2, OnServices::breaking);
        until(s -> completed(s, 1));
        redefine("example.org/none:2");
        ServiceStatus status = until(
                task -> task.getMetadata().getName().startsWith("web-2"),
                s -> s.deployments.size() == 2
                        && s.deployments.getFirst().number == 1
                        && "COMPLETED".equals(s.deployments.getFirst().rolloutState));
        assertThat(reason(status)).isEqualTo("False DeploymentRolledBack");
        assertThat(status.deployments.getLast().rolloutState).isEqualTo("FAILED");
        assertThat(live()).containsExactly("web-1-1", "web-1-2");
        operator.settle();
        assertThat(live()).containsExactly("web-1-1", "web-1-2");
        redefine("example.org/main:3");
        until(s -> completed(s, 3));
    }

    @Test
    void anAlarmThatSomebodyReportsTakesADeploymentBack() {
        define();
        serve(2, OnServices::breaking);
        until(s -> completed(s, 1));
        edit(service -> {
            DeploymentAlarms alarms = new DeploymentAlarms();
            alarms.alarmNames = List.of("errors");
            alarms.enable = true;
            alarms.rollback = true;
            service.getSpec().deploymentConfiguration.alarms = alarms;
            service.getSpec().deploymentConfiguration.bakeTimeInMinutes = 60;
        });
        until(s -> reason(s).equals("Unknown AlarmsNotReported"));
        redefine("example.org/main:2");
        operator.settle();
        assertThat(live()).as("nothing is deployed unguarded").containsExactly("web-1-1", "web-1-2");

        report("");
        until(s -> s.deployments.getFirst().alarmsWatchedUntil != null);
        assertThat(live()).containsExactly("web-2-1", "web-2-2");
        report("errors");
        ServiceStatus status = until(
                s -> s.deployments.getFirst().number == 1 && "COMPLETED".equals(s.deployments.getFirst().rolloutState));
        assertThat(status.deployments.getLast().rolloutStateReason)
                .isEqualTo("ECS deployment failed: alarm detected: errors.");
        assertThat(reason(status)).isEqualTo("False DeploymentRolledBack");
        assertThat(live()).allMatch(name -> name.startsWith("web-1-"));
    }

    /** As whoever watches alarms does it: the spec is not touched. */
    private void report(String inAlarm) {
        edit(service -> service.getMetadata().getAnnotations().put("ecs.davit.dev/alarms-in-alarm", inAlarm));
    }

    @Test
    void replacesATaskThatIsLostOrUnhealthy() {
        define();
        serve(2, service -> {});
        until(s -> completed(s, 1));
        client.resources(Task.class).inNamespace(namespace).withName("web-1-1").delete();
        until(s -> live().equals(List.of("web-1-2", "web-1-3")) && reason(s).equals("True Ready"));
        runner.unhealthy(client.resources(Task.class)
                .inNamespace(namespace)
                .withName("web-1-2")
                .get());
        until(s -> live().equals(List.of("web-1-3", "web-1-4")) && reason(s).equals("True Ready"));
        assertThat(client.resources(Task.class)
                        .inNamespace(namespace)
                        .withName("web-1-2")
                        .get()
                        .getSpec()
                        .stoppedReason)
                .isEqualTo("Task failed container health checks");
    }

    /** Invariants 1 and 2 of ADR 29, as far as the operator writes: a disruption controller does the rest in the stories. */
    @Test
    void leavesANodeThatIsDrainedAndKeepsEvictionsOffUntilThen() {
        define();
        serve(2, service -> {});
        until(s -> completed(s, 1));
        var budget = await().atMost(SOON)
                .until(
                        () -> client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(namespace)
                                .withName("web-tasks")
                                .get(),
                        found -> found != null);
        assertThat(budget.getSpec().getMinAvailable().getIntVal()).isEqualTo(2);
        assertThat(budget.getSpec().getSelector().getMatchLabels())
                .containsExactly(Map.entry("ecs.davit.dev/service", "web"));
        var node = client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("full-" + namespace)
                        .endMetadata()
                        .build())
                .create();
        runner.on(node.getMetadata().getName(), "web-1-1");
        operator.settle();
        assertThat(live()).containsExactly("web-1-1", "web-1-2");
        client.nodes().withName(node.getMetadata().getName()).edit(open -> new NodeBuilder(open)
                .editOrNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build());
        await().atMost(SOON).until(() -> live().equals(List.of("web-1-1", "web-1-2", "web-1-3")));
        operator.settle();
        assertThat(live()).as("not healthy yet").containsExactly("web-1-1", "web-1-2", "web-1-3");
        until(s -> live().equals(List.of("web-1-2", "web-1-3")) && reason(s).equals("True Ready"));
        edit(service -> service.getSpec().desiredCount = 0);
        await().atMost(SOON)
                .until(() -> client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(namespace)
                                .withName("web-tasks")
                                .get()
                        == null);
    }

    @Test
    void waitsForWhatItNames() {
        serve(1, service -> service.getSpec().clusterRef = reference("main"));
        until(s -> reason(s).equals("Unknown ClusterNotFound"));
        Cluster cluster = new Cluster();
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName("main")
                .withNamespace(namespace)
                .build());
        cluster.getSpec().name = "Main";
        client.resource(cluster).create();
        until(s -> reason(s).equals("Unknown TaskDefinitionNotFound"));
        define();
        ServiceStatus status = until(s -> completed(s, 1));
        assertThat(status.clusterARN).endsWith(":cluster/Main");
        await().atMost(SOON).until(() -> {
            var counted = client.resources(Cluster.class)
                    .inNamespace(namespace)
                    .withName("main")
                    .get()
                    .getStatus();
            return counted.activeServicesCount == 1 && counted.runningTasksCount == 1;
        });
    }

    @Test
    void startsNothingWithoutItsTargetGroupAndRegistersTasksWithWhatThatAsksFor() {
        define(World::serves);
        serve(1, service -> service.getSpec().loadBalancers = List.of(World.balancer("front", null)));
        until(s -> reason(s).equals("Unknown TargetGroupNotFound"));
        assertThat(live()).isEmpty();
        apply(
                "TargetGroup",
                "front",
                "{name: front, protocol: HTTP, port: 80, healthCheckPath: /up, attributes: "
                        + "[{key: deregistration_delay.timeout_seconds, value: \"7\"}]}");
        until(s -> reason(s).equals("True Ready"));
        assertThat(runner.tasks()).singleElement().satisfies(task -> assertThat(task.getSpec().loadBalancers)
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.targetGroup).isEqualTo("front");
                    assertThat(target.containerPort).isEqualTo(80);
                    assertThat(target.deregistrationDelay).isEqualTo(7);
                    assertThat(target.healthCheck.protocol).isEqualTo("HTTP");
                    assertThat(target.healthCheck.path).isEqualTo("/up");
                }));
    }

    @Test
    void isFoundByItsNameWhereItAsksForThat() {
        define();
        serve(1, service -> {
            ServiceRegistry registry = new ServiceRegistry();
            registry.containerPort = 80;
            service.getSpec().serviceRegistries = List.of(registry);
        });
        until(s -> completed(s, 1));
        var core = client.services().inNamespace(namespace).withName("web").get();
        assertThat(core.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(core.getSpec().getSelector()).containsExactly(Map.entry("ecs.davit.dev/service", "web"));
        assertThat(core.getSpec().getPorts()).singleElement().satisfies(port -> assertThat(port.getPort())
                .isEqualTo(80));
        edit(service -> service.getSpec().serviceRegistries = null);
        await().atMost(SOON)
                .until(() ->
                        client.services().inNamespace(namespace).withName("web").get() == null);
    }
}
