package dev.davit.e2e.bench;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The start of a task against that of a raw pod, of a Job with the same pod, and of a plain Job, whose pod has a token of its ServiceAccount as Kubernetes
 * gives one to all that do not refuse it; interleaved in one run, and which part of it is the operator's. Prints figures and judges nothing but that all started. {@code BENCH=TaskBench hack/bench};
 * {@code -Dbench.rounds=30} samples of each.
 */
@OnDavit
@Isolated
class TaskBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 20);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String MADE = "pod made";
    private static final String BOUND = "pod bound";
    private static final String RUNS = "pod Running";
    private static final String REPORTED = "Task RUNNING";
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

    private final Phases rawPod = new Phases();
    private final Phases job = new Phases();
    private final Phases plainJob = new Phases();
    private final Phases task = new Phases();
    private final Samples whole = new Samples();
    private final Samples reported = new Samples();
    private Account account;

    /** How long a pod takes from the request for it, or for what makes it, until it runs. */
    private record Phases(Samples made, Samples bound, Samples runs, Samples whole) {
        Phases() {
            this(new Samples(), new Samples(), new Samples(), new Samples());
        }

        void add(Sightings seen) {
            made.add(seen.at(MADE));
            bound.add(seen.between(MADE, BOUND));
            runs.add(seen.between(BOUND, RUNS));
            whole.add(seen.at(RUNS));
        }

        void print(Report report, String of) {
            report.samples("  " + of + ": create -> pod made", made, null);
            report.samples("  " + of + ": pod made -> bound", bound, null);
            report.samples("  " + of + ": pod bound -> Running", runs, null);
        }
    }

    @Test
    void figures(Account given) {
        account = given;
        account.apply(DEFINITION);
        for (int round = -2; round < ROUNDS; round++) {
            boolean counts = round >= 0;
            rawPod(round + 2, counts);
            job("job-" + round, pod(account, "unnamed"), counts ? job : new Phases());
            job("plain-job-" + round, withToken(pod(account, "unnamed")), counts ? plainJob : new Phases());
            task(round + 2, counts);
        }
        var report = new Report("task-start");
        report.samples("raw pod create -> Running", rawPod.whole(), null);
        rawPod.print(report, "raw pod");
        report.samples("Job create -> pod Running", job.whole(), rawPod.whole().p50());
        job.print(report, "Job");
        report.samples(
                "plain Job create -> pod Running",
                plainJob.whole(),
                rawPod.whole().p50());
        plainJob.print(report, "plain Job");
        report.samples("Task create -> RUNNING", whole, rawPod.whole().p50());
        task.print(report, "Task");
        report.samples("  Task: pod Running -> RUNNING", reported, null);
        report.figure("Task to raw pod", whole.p50() / rawPod.whole().p50(), "x (goal 1.10)");
        report.figure("Task to Job of the same pod", whole.p50() / job.whole().p50(), "x");
        report.figure("Task to plain Job", whole.p50() / plainJob.whole().p50(), "x (goal 0.90)");
        report.write();
    }

    private static Pod pod(Account account, String name) {
        return RawPods.limited(RawPods.sleeping(account.namespace(), name, "250m", "512Mi"), "250m");
    }

    private static Sightings watch(Watchable<Pod> pods) {
        return new Sightings()
                .of(
                        pods,
                        Map.<String, Predicate<Pod>>of(
                                MADE, pod -> true, BOUND, TaskBench::bound, RUNS, TaskBench::running));
    }

    private static boolean bound(Pod pod) {
        return pod.getSpec().getNodeName() != null;
    }

    private static boolean running(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    private void rawPod(int round, boolean counts) {
        var resource = account.client().resource(pod(account, "raw-" + round));
        try (var seen =
                watch(account.client().pods().inNamespace(account.namespace()).withName("raw-" + round))) {
            seen.after(resource::create);
            if (counts) {
                rawPod.add(seen);
            }
        }
        resource.withGracePeriod(0).delete();
        quiet();
    }

    private void job(String name, Pod pod, Phases phases) {
        Job made = new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(account.namespace())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withNewTemplate()
                .withSpec(pod.getSpec())
                .endTemplate()
                .endSpec()
                .build();
        var resource = account.client().resource(made);
        try (var seen = watch(account.client()
                .pods()
                .inNamespace(account.namespace())
                .withLabel("batch.kubernetes.io/job-name", name))) {
            seen.after(resource::create);
            phases.add(seen);
        }
        resource.delete();
        quiet();
    }

    /** As Kubernetes makes pods when they say nothing about it. */
    private static Pod withToken(Pod pod) {
        return new PodBuilder(pod)
                .editSpec()
                .withAutomountServiceAccountToken(null)
                .endSpec()
                .build();
    }

    private void task(int round, boolean counts) {
        Task made = new Task();
        made.setMetadata(new ObjectMetaBuilder()
                .withName("task-" + round)
                .withNamespace(account.namespace())
                .build());
        made.getSpec().taskDefinition = "bench";
        var resource = account.client().resource(made);
        try (var seen = watch(
                        account.client().pods().inNamespace(account.namespace()).withName("task-" + round))
                .of(
                        account.client()
                                .resources(Task.class)
                                .inNamespace(account.namespace())
                                .withName("task-" + round),
                        Map.<String, Predicate<Task>>of(REPORTED, TaskBench::running))) {
            seen.after(resource::create);
            if (counts) {
                task.add(seen);
                whole.add(seen.at(REPORTED));
                reported.add(seen.between(RUNS, REPORTED));
            }
        }
        resource.delete();
        quiet();
    }

    private static boolean running(Task task) {
        return task.getStatus() != null && "RUNNING".equals(task.getStatus().lastStatus);
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
