package dev.davit.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.FaultyApi;
import dev.davit.testkit.api.NamespaceState;
import dev.davit.testkit.api.SharingApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A life of resources, lived once undisturbed, then again for each write of that life with an operator that dies as soon as the write is done,
 * and again with each kind of watch coming late. Each must leave what the undisturbed one left, from as many creations, and no orphan.
 */
@SharingApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SurvivalIT {

    private static final Duration LIFE = Duration.ofSeconds(20);
    /** Longer than several passes take. */
    private static final Duration LATE = Duration.ofMillis(300);

    private static NamespaceState.Kinds kinds;

    private final Set<String> touched = new HashSet<>();
    private ApiServer server;
    protected KubernetesClient client;
    protected String namespace;

    /** What a life left, and the writes that it took, of all the operators that had a part in it. */
    private record Outcome(NamespaceState state, List<String> writes) {

        /** How many objects of each kind were made. */
        Map<String, Long> creations() {
            return writes.stream()
                    .filter(write -> write.startsWith("POST ") && !write.endsWith("/events"))
                    .collect(Collectors.groupingBy(write -> write, TreeMap::new, Collectors.counting()));
        }
    }

    /** The reconcilers that are killed. */
    protected abstract List<Reconciler<?>> reconcilers(KubernetesClient operators);

    /** What all but the operator do, in order: each is tried until it says that its time had come and it is done. */
    protected abstract List<BooleanSupplier> steps();

    /** The kinds whose watches come late, one at a time, named as in paths. */
    protected abstract List<String> watched();

    /** What differs between two lives for a reason. */
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {};
    }

    @BeforeAll
    void newNamespace(ApiServer given) {
        server = given;
        client = given.client();
        namespace = given.newNamespace("survival");
        kinds = kinds == null ? NamespaceState.Kinds.of(client) : kinds;
    }

    /** Operators of other tests look at every namespace. */
    @AfterAll
    void leaveNothing() {
        NamespaceState.clear(client, kinds.named(touched), namespace);
    }

    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> endsAsUndisturbed() {
        Outcome undisturbed = live(FaultyApi.before(server));
        List<String> writes = undisturbed.writes();
        assertThat(writes).isNotEmpty();
        assertThat(undisturbed.state().orphans()).isEmpty();
        System.out.printf(
                "%s: %d writes, %d watches%n",
                getClass().getSimpleName(), writes.size(), watched().size());
        Stream<DynamicTest> killed = IntStream.rangeClosed(1, writes.size())
                .mapToObj(n -> dynamicTest(
                        "killed after write " + n + ", " + writes.get(n - 1),
                        () -> agrees(live(FaultyApi.before(server).cutAfter(n)), undisturbed)));
        Stream<DynamicTest> late = watched().stream()
                .map(kind -> dynamicTest(
                        kind + " are seen late",
                        () -> agrees(live(FaultyApi.before(server).delay(kind, LATE)), undisturbed)));
        return Stream.concat(killed, late);
    }

    private void agrees(Outcome found, Outcome undisturbed) {
        assertThat(found.state().orphans()).as("orphans").isEmpty();
        assertThat(found.state().differences(undisturbed.state(), alike())).isEmpty();
        assertThat(found.creations()).as("objects made").isEqualTo(undisturbed.creations());
    }

    private Outcome live(FaultyApi first) {
        // So that each life has the same names for everything.
        NamespaceState.clear(client, kinds.named(touched), namespace);
        List<BooleanSupplier> steps = new ArrayList<>(steps());
        List<String> writes = new ArrayList<>();
        FaultyApi way = first;
        while (true) {
            boolean wasCut;
            try (FaultyApi used = way) {
                wasCut = operate(used, steps);
            } finally {
                touched.addAll(way.kinds());
            }
            writes.addAll(way.writes());
            if (!wasCut) {
                return new Outcome(NamespaceState.of(client, kinds.named(touched), namespace), writes);
            }
            way = FaultyApi.before(server);
        }
    }

    /** One operator, until nothing is left to do or it is cut off: says which. */
    private boolean operate(FaultyApi way, List<BooleanSupplier> steps) {
        try (RunningOperator operator = RunningOperator.start(way, namespace, this::reconcilers)) {
            try {
                await().atMost(LIFE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> goesOn(steps, way));
            } catch (ConditionTimeoutException e) {
                var left = NamespaceState.of(client, kinds.named(way.kinds()), namespace);
                throw new AssertionError(
                        steps.size() + " steps are left to do, with this:\n" + Serialization.asYaml(left.objects()), e);
            }
            operator.settle();
            return way.isCut();
        }
    }

    /** Takes the steps whose time has come, and says whether the operator is dead or nothing is left to do. */
    private static boolean goesOn(List<BooleanSupplier> steps, FaultyApi way) {
        while (!way.isCut() && !steps.isEmpty() && steps.getFirst().getAsBoolean()) {
            steps.removeFirst();
        }
        return way.isCut() || steps.isEmpty();
    }
}
