package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Containers of one task start when what they wait for is there, and stop in the reverse order; nobody looks into them unasked. */
@OnDavit
class TaskOrderE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** A line with a word and the time that the node has been up. */
    private static final String MARK = "mark() { read up rest < /proc/uptime; echo $1=${up%.*}${up#*.}; }; ";

    /** Three containers, all four conditions: each says in its log, in hundredths of a second, when it began and ended. */
    private static String ordered(String name, int setupExit) {
        return """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: %1$s}
                spec:
                  cpu: "512"
                  memory: "1024"
                  containerDefinitions:
                  - name: app
                    image: registry.davit.dev/example-task:0.1.0-dev
                    stopTimeout: 10
                    dependsOn:
                    - {containerName: setup, condition: SUCCESS}
                    - {containerName: db, condition: HEALTHY}
                    entryPoint: ["/bin/sh", "-c"]
                    command: ["%3$strap 'sleep 1; mark end; exit 0' TERM; mark begin; while true; do sleep 0.1; done"]
                  - name: db
                    image: registry.davit.dev/example-task:0.1.0-dev
                    stopTimeout: 10
                    dependsOn:
                    - {containerName: setup, condition: START}
                    - {containerName: setup, condition: COMPLETE}
                    healthCheck: {command: [CMD-SHELL, "test -f /tmp/ok"], interval: 5}
                    entryPoint: ["/bin/sh", "-c"]
                    command: ["%3$strap 'mark end; exit 0' TERM; mark begin; sleep 2; touch /tmp/ok; mark ready; while true; do sleep 0.1; done"]
                  - name: setup
                    image: registry.davit.dev/example-task:0.1.0-dev
                    essential: false
                    entryPoint: ["/bin/sh", "-c"]
                    command: ["%3$smark begin; sleep 1; mark end; exit %2$d"]
                ---
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %1$s}
                spec:
                  taskDefinitionRef: {from: {name: %1$s}}
                  timeout: 600
                """.formatted(name, setupExit, MARK);
    }

    @Test
    void containersStartByAllFourConditionsAndStopInTheReverseOrder(Account account) {
        account.apply(ordered("ordered", 0));
        var running = account.await(Task.class, "ordered", SOON, t -> is(t, "RUNNING"))
                .getStatus();
        assertThat(running.healthStatus).isEqualTo("HEALTHY");
        assertThat(running.containers)
                .filteredOn(c -> c.name.equals("setup"))
                .singleElement()
                .satisfies(c -> assertThat(c.exitCode).isZero());

        stop(account, "ordered");
        var status = stopped(account, "ordered");

        assertThat(status.stopCode).isEqualTo("UserInitiated");
        assertThat(status.stoppedReason).isEqualTo("enough");
        assertThat(status.containers)
                .allSatisfy(c ->
                        assertThat(c.exitCode).as(c.name + " ended by itself").isZero());
        Map<String, Long> setup = log(account, status, "setup");
        Map<String, Long> db = log(account, status, "db");
        Map<String, Long> app = log(account, status, "app");
        assertThat(db.get("begin")).as("db after setup's end").isGreaterThan(setup.get("end"));
        assertThat(app.get("begin")).as("app after db's health").isGreaterThan(db.get("ready"));
        assertThat(db.get("end")).as("db ends after app").isGreaterThan(app.get("end"));
    }

    @Test
    void completeTakesAnyExitCodeAndSuccessOnlyZero(Account account) {
        account.apply(ordered("failing", 7));

        var status = stopped(account, "failing");

        assertThat(status.stopCode).isEqualTo("EssentialContainerExited");
        assertThat(status.containers).filteredOn(c -> c.name.equals("setup")).allMatch(c -> c.exitCode == 7);
        assertThat(status.containers)
                .filteredOn(c -> c.name.equals("app"))
                .singleElement()
                .satisfies(c -> assertThat(c.reason)
                        .contains("failed to resolve container ordering dependency [setup] for target [app]"
                                + " as dependency did not exit successfully"));
    }

    @Test
    void nobodyRunsCommandsInATaskThatDoesNotSaySo(Account account) {
        account.apply(Manifests.task("closed", "sleep 600", "timeout: 600"));
        account.apply(Manifests.task("open", "sleep 600", "enableExecuteCommand: true"));
        var closed =
                account.await(Task.class, "closed", SOON, t -> is(t, "RUNNING")).getStatus();
        var open =
                account.await(Task.class, "open", SOON, t -> is(t, "RUNNING")).getStatus();

        assertThat(PodCommands.run(account.client(), account.namespace(), open.podName, List.of("echo", "hello")))
                .isEqualTo("hello");
        String exec = "/api/v1/namespaces/" + account.namespace() + "/pods/" + closed.podName
                + "/exec?command=echo&stdout=true";
        assertThatThrownBy(() -> account.client().raw(exec, "POST", ""))
                .hasMessageContaining("execute command was not enabled when the task was run");
        Pod pod = account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(closed.podName)
                .get();
        assertThatThrownBy(() -> account.client().resource(pod).edit(p -> {
                    p.getMetadata().getLabels().put("ecs.davit.dev/execute-command", "enabled");
                    return p;
                }))
                .hasMessageContaining("are Davit's");
    }

    private static void stop(Account account, String name) {
        account.client()
                .resources(Task.class)
                .inNamespace(account.namespace())
                .withName(name)
                .edit(task -> {
                    task.getSpec().desiredStatus = "STOPPED";
                    task.getSpec().stoppedReason = "enough";
                    return task;
                });
    }

    private static boolean is(Task task, String lastStatus) {
        return task.getStatus() != null && lastStatus.equals(task.getStatus().lastStatus);
    }

    private static TaskStatus stopped(Account account, String task) {
        return account.await(Task.class, task, SOON, t -> is(t, "STOPPED")).getStatus();
    }

    private static Map<String, Long> log(Account account, TaskStatus status, String container) {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(status.podName)
                .inContainer(container)
                .getLog()
                .lines()
                .filter(line -> line.matches("\\w+=\\d+"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> Long.parseLong(line.substring(line.indexOf('=') + 1))));
    }
}
