package dev.davit.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The first ratios: pool cold start, image cold start and Task start against a raw pod, an image's also against a raw pod with
 * that image up to its first poll, all interleaved in one run. Prints
 * figures and judges nothing but that every call succeeded. {@code make bench}; {@code -Dbench.rounds=30} samples of each.
 */
@OnDavit
@Isolated
class ColdStartBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 20);
    private static final int WARM_CALLS = Integer.getInteger("bench.warm", 2_000);
    private static final String TASK_IMAGE = "registry.davit.dev/example-task:0.1.0-dev";
    private static final String IMAGE = "registry.davit.dev/example-python-image:0.1.0-dev";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Samples rawPod = new Samples();
    private final Samples pool = new Samples();
    private final Samples boot = new Samples();
    private final Samples image = new Samples();
    private final Samples task = new Samples();
    private final Samples warm = new Samples();
    private Account account;

    @Test
    void figures(Account given) throws InterruptedException {
        account = given;
        account.apply(taskDefinition());
        account.apply(pythonFunction("keeper"));
        ready("keeper");
        poolColdStart(-1);
        var floor = new BootFloor(account, IMAGE);
        floor.start();
        floor.measure("boot-first");
        for (int round = 0; round < ROUNDS; round++) {
            rawPod(round);
            poolColdStart(round);
            boot.add(floor.measure("boot-" + round));
            imageColdStart(round);
            task(round);
        }
        var writes = writesOfAPoolColdStart();
        for (int call = -200; call < WARM_CALLS; call++) {
            invoke("keeper", call < 0 ? new Samples() : warm);
        }
        tell(writes);
    }

    private void rawPod(int round) throws InterruptedException {
        var pod = RawPods.limited(RawPods.sleeping(account.namespace(), "raw-" + round, "250m", "512Mi"), "250m");
        var resource = account.client().resource(pod);
        rawPod.add(FirstSight.of(
                account.client().pods().inNamespace(account.namespace()).withName("raw-" + round),
                resource::create,
                (Pod seen) -> seen.getStatus() != null
                        && "Running".equals(seen.getStatus().getPhase())));
        resource.withGracePeriod(0).delete();
        gone("pod", () -> resource.get() == null);
    }

    private void poolColdStart(int round) {
        var name = "pool-" + (round + 1);
        account.apply(pythonFunction(name));
        ready(name);
        warmPoolIsFull();
        invoke(name, round < 0 ? new Samples() : pool);
        delete(Function.class, name, "lambda.davit.dev/function");
    }

    private void imageColdStart(int round) {
        var name = "image-" + round;
        account.apply(imageFunction(name));
        ready(name);
        invoke(name, new Samples());
        gone("environment of " + name, () -> account.pods("lambda.davit.dev/function", name)
                .isEmpty());
        invoke(name, image);
        delete(Function.class, name, "lambda.davit.dev/function");
    }

    private void task(int round) throws InterruptedException {
        var name = "task-" + round;
        var manifest = """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: Task
                metadata: {name: %s}
                spec:
                  taskDefinitionRef: {from: {name: bench}}
                """.formatted(name);
        task.add(FirstSight.of(
                account.client()
                        .resources(Task.class)
                        .inNamespace(account.namespace())
                        .withName(name),
                () -> account.apply(manifest),
                (Task seen) -> seen.getStatus() != null && "RUNNING".equals(seen.getStatus().lastStatus)));
        delete(Task.class, name, "ecs.davit.dev/task");
    }

    /** Generic environments are parked again: as many as the pool keeps warm, unclaimed and running. */
    private void warmPoolIsFull() {
        Awaitility.await("a warm environment")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> account.pods("davit.dev/component", "environment").stream()
                        .anyMatch(pod -> !pod.getMetadata().getLabels().containsKey("davit.dev/revision")
                                && pod.getMetadata().getDeletionTimestamp() == null
                                && "Running".equals(pod.getStatus().getPhase())));
        settle(Duration.ofMillis(1500));
    }

    /** A parked environment is not seen from outside; what is Running has had time to reach its first poll after this. */
    private static void settle(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Awaitility.await()
                .atMost(time.plusSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> System.nanoTime() > until);
    }

    private void invoke(String function, Samples samples) {
        long began = System.nanoTime();
        var answer = account.invoke(function, "{\"name\":\"bench\"}");
        samples.add(System.nanoTime() - began);
        assertThat(answer.functionError()).isNull();
    }

    /** What Davit wrote between the call to a cold function and three seconds after its answer. */
    private List<String> writesOfAPoolColdStart() {
        var log = account.davit().cluster().auditLog();
        if (log.isEmpty()) {
            return List.of("not counted: this cluster keeps no audit log");
        }
        account.apply(pythonFunction("counted"));
        ready("counted");
        warmPoolIsFull();
        settle(Duration.ofSeconds(12)); // the books of earlier claims are written by then
        var writes = new ApiWrites(log.get());
        long from = writes.position();
        invoke("counted", new Samples());
        settle(Duration.ofSeconds(3));
        return writes.since(from);
    }

    private void tell(List<String> writes) {
        var report = new Report("cold-start");
        double floor = rawPod.p50();
        report.samples("raw pod create -> Running", rawPod, null);
        report.samples("pool cold start", pool, floor);
        report.samples("raw pod + boot to its first poll", boot, floor);
        report.samples("image cold start", image, floor);
        report.figure("image cold start to that floor", image.p50() / boot.p50(), "x (goal 1.15)");
        report.samples("Task create -> RUNNING", task, floor);
        report.samples("warm invoke, AWS SDK", warm, null);
        report.figure("API writes of a pool cold start", writes.size(), "");
        report.figure("which", writes.toString(), "");
        report.figure("memory", Memory.of(account.client()), "");
        report.write();
    }

    private void ready(String function) {
        account.await(
                Function.class,
                function,
                LIMIT,
                f -> f.getStatus() != null
                        && f.getStatus().conditions != null
                        && f.getStatus().conditions.stream()
                                .anyMatch(c -> c.getType().equals("Ready")
                                        && c.getStatus().equals("True")));
    }

    /** Its pods are gone, too, so that the next start is not slowed down by the end of the last. */
    private void delete(
            Class<? extends io.fabric8.kubernetes.client.CustomResource<?, ?>> kind, String name, String label) {
        account.client()
                .resources(kind)
                .inNamespace(account.namespace())
                .withName(name)
                .delete();
        gone("pods of " + name, () -> account.pods(label, name).isEmpty());
    }

    private static void gone(String what, Callable<Boolean> isGone) {
        Awaitility.await("no " + what)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(isGone);
    }

    private static String pythonFunction(String name) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  code:
                    inline: {app.py: "def handler(event, context): return event"}
                """.formatted(name);
    }

    private static String imageFunction(String name) {
        return """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  memorySize: 256
                  timeout: 30
                  idleTimeoutSeconds: 1
                  code: {imageURI: "%s"}
                """.formatted(name, IMAGE);
    }

    private static String taskDefinition() {
        return """
                apiVersion: ecs.davit.dev/v1alpha1
                kind: TaskDefinition
                metadata: {name: bench}
                spec:
                  cpu: "256"
                  memory: "512"
                  containerDefinitions:
                  - {name: main, image: "%s", stopTimeout: 2, entryPoint: [sleep], command: ["600"]}
                """.formatted(TASK_IMAGE);
    }
}
