package dev.davit.e2e.bench;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The start of a task against that of a raw pod and of a Job with the same pod, interleaved in one run. Prints figures and
 * judges nothing but that all started. {@code BENCH=TaskBench hack/bench}; {@code -Dbench.rounds=30} samples of each.
 */
@OnDavit
class TaskBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 20);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DEFINITION = """
            apiVersion: ecs.davit.dev/v1alpha1
            kind: TaskDefinition
            metadata: {name: bench}
            spec:
              cpu: "256"
              memory: "512"
              containerDefinitions:
              - name: main
                image: registry.davit.dev/example-task:0.1.0-dev
                stopTimeout: 2
                entryPoint: [sleep]
                command: ["600"]
            """;

    private final Samples rawPod = new Samples();
    private final Samples job = new Samples();
    private final Samples task = new Samples();
    private Account account;

    @Test
    void figures(Account given) throws InterruptedException {
        account = given;
        account.apply(DEFINITION);
        for (int round = -2; round < ROUNDS; round++) {
            add(round, rawPod, rawPod(round + 2));
            add(round, job, job(round + 2));
            add(round, task, task(round + 2));
        }
        var report = new Report("task-start");
        report.samples("raw pod create -> Running", rawPod, null);
        report.samples("Job create -> pod Running", job, rawPod.p50());
        report.samples("Task create -> RUNNING", task, rawPod.p50());
        report.figure("Task to raw pod", task.p50() / rawPod.p50(), "x (goal 1.10)");
        report.figure("Task to Job", task.p50() / job.p50(), "x (goal 0.90)");
        report.write();
    }

    private static void add(int round, Samples samples, long nanos) {
        if (round >= 0) {
            samples.add(nanos);
        }
    }

    private static Pod pod(Account account, String name) {
        return RawPods.limited(RawPods.sleeping(account.namespace(), name, "250m", "512Mi"), "250m");
    }

    private static boolean running(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    private long rawPod(int round) throws InterruptedException {
        var resource = account.client().resource(pod(account, "raw-" + round));
        long nanos = FirstSight.of(
                account.client().pods().inNamespace(account.namespace()).withName("raw-" + round),
                resource::create,
                TaskBench::running);
        resource.withGracePeriod(0).delete();
        quiet();
        return nanos;
    }

    private long job(int round) throws InterruptedException {
        Job job = new JobBuilder()
                .withNewMetadata()
                .withName("job-" + round)
                .withNamespace(account.namespace())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withNewTemplate()
                .withSpec(pod(account, "unnamed").getSpec())
                .endTemplate()
                .endSpec()
                .build();
        var resource = account.client().resource(job);
        long nanos = FirstSight.of(
                account.client()
                        .pods()
                        .inNamespace(account.namespace())
                        .withLabel("batch.kubernetes.io/job-name", "job-" + round),
                resource::create,
                TaskBench::running);
        resource.delete();
        quiet();
        return nanos;
    }

    private long task(int round) throws InterruptedException {
        var name = "task-" + round;
        var tasks = account.client().resources(Task.class).inNamespace(account.namespace());
        long nanos = FirstSight.of(
                tasks.withName(name),
                () -> account.apply("""
                        apiVersion: ecs.davit.dev/v1alpha1
                        kind: Task
                        metadata: {name: %s}
                        spec: {taskDefinitionRef: {from: {name: bench}}}
                        """.formatted(name)),
                (Task seen) -> seen.getStatus() != null && "RUNNING".equals(seen.getStatus().lastStatus));
        tasks.withName(name).delete();
        quiet();
        return nanos;
    }

    /** The next start is not slowed down by the end of the last. */
    private void quiet() {
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> account.client()
                .pods()
                .inNamespace(account.namespace())
                .list()
                .getItems()
                .isEmpty());
    }
}
