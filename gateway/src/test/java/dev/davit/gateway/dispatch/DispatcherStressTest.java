package dev.davit.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.scale.PoolDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random callers, runtimes, crashes and a cluster that follows demands; the invariants hold after every step. */
class DispatcherStressTest {

    private final World world = World.synced();
    private final List<RevisionEntry> functions = new ArrayList<>();
    private final List<World.Call> calls = new ArrayList<>();
    private final Map<String, EnvironmentId> givenTo = new HashMap<>();
    private final Map<EnvironmentId, World.FakePoll> polls = new HashMap<>();
    private final Map<EnvironmentId, PoolKey> pods = new HashMap<>();
    private final Set<EnvironmentId> finished = new HashSet<>();
    private final Set<EnvironmentId> crashed = new HashSet<>();
    private Random random;
    private int podNumber;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theInvariantsHoldWhateverHappens(long seed) {
        random = new Random(seed);
        world.genericPool();
        functions.add(world.genericFunction("a"));
        functions.add(world.genericFunction("b"));
        functions.add(world.imageFunction("c"));
        for (int step = 0; step < 4_000; step++) {
            oneStep();
            check();
        }
        settle();
    }

    private void oneStep() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> {
                RevisionEntry function = functions.get(random.nextInt(functions.size()));
                calls.add(world.invoke(function, random.nextInt(4) == 0 ? 3 : null));
            }
            case 3, 4, 5, 6, 7 -> actAsARuntime();
            case 8 -> followDemands();
            case 9 -> world.pass(Duration.ofMillis(10L * random.nextInt(60)));
            case 10 -> {
                if (random.nextInt(5) == 0) {
                    crash();
                }
            }
            default -> {
                switch (random.nextInt(8)) {
                    case 0, 1 -> losePoll();
                    case 2 -> askForUnclaimed();
                    default -> {}
                }
            }
        }
    }

    private EnvironmentId anyPod() {
        List<EnvironmentId> all = new ArrayList<>(pods.keySet());
        all.sort(java.util.Comparator.comparing(EnvironmentId::pod));
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private void actAsARuntime() {
        EnvironmentId id = anyPod();
        if (id == null || finished.contains(id)) {
            return;
        }
        World.FakePoll poll = polls.get(id);
        if (poll == null) {
            boolean generic = pods.get(id).equals(World.GENERIC);
            polls.put(id, generic ? world.standby(id) : world.next(id));
        } else if (poll.refused != null) {
            finished.add(id);
        } else if (poll.assigned != null) {
            if (random.nextInt(20) == 0) {
                world.dispatcher.initError(id, invocation -> new Outcome.FunctionError(Payload.of("{}")), "x");
                world.endTurn();
                finished.add(id);
            } else {
                polls.put(id, world.next(id));
            }
        } else if (poll.invocation != null && random.nextInt(10) != 0) {
            world.answer(poll);
            polls.put(id, world.next(id));
        }
        note(id);
    }

    /** D2, D4: what a poll got, it alone got, and of its own revision. */
    private void note(EnvironmentId id) {
        World.FakePoll poll = polls.get(id);
        if (poll != null && poll.invocation != null) {
            EnvironmentId before = givenTo.put(poll.invocation.requestId(), id);
            assertThat(before == null || before.equals(id)).as("D2").isTrue();
        }
    }

    private void losePoll() {
        EnvironmentId id = anyPod();
        World.FakePoll poll = id == null ? null : polls.get(id);
        if (poll != null && poll.isParked()) {
            world.dispatcher.pollLost(id, poll);
            world.endTurn();
            polls.remove(id);
            if (world.dispatcher.state().environments.get(id).revision() != null) {
                polls.put(id, world.next(id));
                note(id);
            }
        }
    }

    private void crash() {
        EnvironmentId id = anyPod();
        if (id != null) {
            world.pod(pods.get(id), id.pod(), PodPhase.FAILED, new Termination(1, "Error", null), false);
            finished.add(id);
            crashed.add(id);
        }
    }

    /** The operator: makes what is missing, deletes what shall go, removes what is dead. */
    private void followDemands() {
        for (PoolKey pool : List.of(World.GENERIC, functions.get(2).poolKey())) {
            PoolDemand demand = world.demand(pool);
            for (EnvironmentId id : new ArrayList<>(pods.keySet())) {
                boolean dead = demand.retire().contains(id.pod()) || crashed.contains(id);
                if (pods.get(id).equals(pool) && dead) {
                    pods.remove(id);
                    polls.remove(id);
                    world.podGone(pool, id.pod());
                }
            }
            long live = pods.values().stream().filter(pool::equals).count();
            int warm = pool.equals(World.GENERIC) ? 1 + demand.claims().size() : 0;
            for (; live < Math.max(demand.replicas(), warm) && live < 30; live++) {
                EnvironmentId id = world.pod(pool, "p" + ++podNumber);
                pods.put(id, pool);
            }
        }
    }

    /** The operator asks for some that nobody has claimed as far as it knows: those that somebody has stay as they are. */
    private void askForUnclaimed() {
        PoolKey pool = random.nextBoolean() ? World.GENERIC : functions.get(2).poolKey();
        String revision =
                pool.equals(World.GENERIC) ? null : functions.get(2).key().name();
        Map<Environment, EnvironmentState> claimed = new HashMap<>();
        for (Environment environment : world.dispatcher.state().environments.values()) {
            switch (environment.state()) {
                case STARTING, PARKED -> {}
                default -> claimed.put(environment, environment.state());
            }
        }
        world.dispensable(
                pool,
                revision,
                pods.keySet().stream()
                        .filter(id -> pods.get(id).equals(pool) && random.nextBoolean())
                        .map(EnvironmentId::pod)
                        .filter(pod -> !world.demand(pool).claims().containsKey(pod))
                        .toArray(String[]::new));
        claimed.forEach((environment, state) -> assertThat(environment.state()).isEqualTo(state));
        world.dispensable(pool, revision);
    }

    private void check() {
        for (EnvironmentId id : polls.keySet()) {
            note(id);
        }
        State state = world.dispatcher.state();
        int unfinished = 0;
        for (World.Call call : calls) {
            assertThat(call.outcomes.size()).as("D1").isLessThanOrEqualTo(1);
            unfinished += call.isDone() ? 0 : 1;
        }
        assertThat(state.concurrency.total()).as("D5").isEqualTo(unfinished);
        for (RevisionQueue queue : state.queues.values()) {
            assertThat(queue.waiting.isEmpty() || queue.idle.isEmpty()).as("D3").isTrue();
            checkCounters(state, queue);
        }
        for (PoolBook book : state.books.values()) {
            for (Environment environment : book.parked) {
                assertThat(environment.state()).isEqualTo(EnvironmentState.PARKED);
            }
        }
        for (Environment environment : state.environments.values()) {
            boolean polled =
                    environment.state() == EnvironmentState.IDLE || environment.state() == EnvironmentState.PARKED;
            assertThat(environment.poll() != null).as("E4").isEqualTo(polled);
            Invocation invocation = environment.invocation();
            if (invocation != null) {
                assertThat(invocation.call().revision().key()).as("D4").isEqualTo(environment.revision());
            }
            if (environment.revision() != null && environment.pod().poolKey().equals(World.GENERIC)) {
                assertThat(state.book(environment).claims)
                        .as("D8")
                        .containsKey(environment.id().pod());
            }
        }
    }

    private void checkCounters(State state, RevisionQueue queue) {
        int starting = 0;
        int idle = 0;
        int busy = 0;
        int answered = 0;
        for (Environment environment : state.environments.values()) {
            if (queue.key.equals(environment.revision())) {
                switch (environment.state()) {
                    case STARTING, INITIALISING, AWAY -> starting++;
                    case IDLE -> idle++;
                    case BUSY -> busy++;
                    case ANSWERED -> answered++;
                    case PARKED, DEAD -> {}
                }
            }
        }
        assertThat(new int[] {queue.starting, queue.idle.size(), queue.busy.size(), queue.answered.size()})
                .as("D7")
                .containsExactly(starting, idle, busy + answered, answered);
    }

    /** With a patient cluster everybody gets an answer, and in the end nothing is left. */
    private void settle() {
        for (int round = 0; round < 4_000 && world.dispatcher.inFlight() > 0; round++) {
            followDemands();
            for (EnvironmentId id : new ArrayList<>(pods.keySet())) {
                for (int i = 0; i < 3 && pods.containsKey(id) && !finished.contains(id); i++) {
                    World.FakePoll poll = polls.get(id);
                    if (poll != null && poll.isParked()) {
                        break;
                    }
                    actOn(id);
                }
            }
            world.pass(Duration.ofMillis(50));
            check();
        }
        assertThat(world.dispatcher.inFlight()).isZero();
        assertThat(calls).allMatch(World.Call::isDone);
        for (int round = 0; round < 80; round++) {
            world.pass(Duration.ofSeconds(10));
            followDemands();
        }
        assertThat(world.demand(functions.get(2).poolKey()).replicas())
                .as("back to zero")
                .isZero();
        assertThat(world.demand(World.GENERIC).claims()).isEmpty();
        check();
    }

    private void actOn(EnvironmentId id) {
        World.FakePoll poll = polls.get(id);
        if (poll == null) {
            polls.put(id, pods.get(id).equals(World.GENERIC) ? world.standby(id) : world.next(id));
        } else if (poll.refused != null) {
            finished.add(id);
        } else if (poll.assigned != null) {
            polls.put(id, world.next(id));
        } else if (poll.invocation != null) {
            world.answer(poll);
            polls.put(id, world.next(id));
        }
        note(id);
    }
}
