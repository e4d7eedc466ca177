package dev.davit.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.VersionEntry;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** AWS's limits of concurrency, and environments that are provisioned. */
class LimitsTest {

    private static final Settings.Limits FEW = new Settings.Limits(5, 3);

    private final World world = World.synced(FEW);
    private World.FakePoll poll;

    private static String reason(World.Call call) {
        return ((Outcome.Refused) call.outcome()).refusal().reason();
    }

    private void reserve(String name, int reserved) {
        world.feed.put(new FunctionEntry(
                new FunctionKey(World.NAMESPACE, name), name, FunctionState.ACTIVE, null, name + "-1", reserved));
    }

    private List<World.FakePoll> warm(RevisionEntry revision, int many) {
        List<World.FakePoll> polls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            EnvironmentId id = world.pod(revision.poolKey(), revision.functionName() + "-" + i);
            polls.add(world.next(id));
        }
        return polls;
    }

    @Test
    void functionsWithoutReservationShareWhatTheNamespaceHasLeft() {
        RevisionEntry one = world.imageFunction("one");
        RevisionEntry two = world.imageFunction("two");
        world.imageFunction("saved");
        reserve("saved", 2);
        warm(one, 3);
        warm(two, 3);
        assertThat(world.invoke(one).isDone()).isFalse();
        assertThat(world.invoke(one).isDone()).isFalse();
        assertThat(world.invoke(two).isDone()).isFalse();
        World.Call refused = world.invoke(two);
        assertThat(reason(refused)).isEqualTo("ConcurrentInvocationLimitExceeded");
    }

    @Test
    void aReservationIsThereWhateverTheOthersUse() {
        RevisionEntry one = world.imageFunction("one");
        RevisionEntry saved = world.imageFunction("saved");
        reserve("saved", 2);
        warm(one, 3);
        warm(saved, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(world.invoke(one).isDone()).isFalse();
        }
        assertThat(reason(world.invoke(one))).isEqualTo("ConcurrentInvocationLimitExceeded");
        assertThat(world.invoke(saved, 2).isDone()).isFalse();
        assertThat(world.invoke(saved, 2).isDone()).isFalse();
        assertThat(reason(world.invoke(saved, 2))).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    private RevisionEntry provision(String name, int many) {
        RevisionEntry version = world.imageFunction(name);
        world.feed.put(new VersionEntry(
                version.function(), name + "-v1", "1", version.key().name(), many));
        world.pass(Duration.ofSeconds(1));
        for (int i = 0; i < many; i++) {
            world.next(world.provisionedPod(version.poolKey(), name + "-kept-" + i));
        }
        return version;
    }

    private RevisionEntry unpublished(String function) {
        String name = function + "-2";
        world.pool(new PoolKey(World.NAMESPACE, name), name, null);
        RevisionEntry latest = new RevisionEntry(
                new RevisionKey(World.NAMESPACE, name),
                function,
                Catalog.LATEST,
                name,
                true,
                "app.handler",
                128,
                3,
                Map.of(),
                Map.of("app.py", "x"),
                null);
        world.feed.put(latest);
        return latest;
    }

    /** As AWS's guide says of a reservation that is all provisioned: $LATEST is throttled, and the version is not. */
    @Test
    void whatIsProvisionedIsTakenOutOfTheReservationFirst() {
        RevisionEntry version = provision("pd", 2);
        reserve("pd", 2);
        RevisionEntry latest = unpublished("pd");
        assertThat(reason(world.invoke(latest, 2))).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
        assertThat(world.invoke(version, 2).isDone()).isFalse();
        assertThat(world.invoke(version, 2).isDone()).isFalse();
        assertThat(reason(world.invoke(version, 2))).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");

        reserve("pd", 4);
        assertThat(world.invoke(version, 4).isDone()).as("one spills over").isFalse();
        assertThat(world.invoke(latest, 4).isDone()).isFalse();
        assertThat(reason(world.invoke(latest, 4))).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    @Test
    void whatIsProvisionedWithoutAReservationIsTakenOutOfWhatAllShare() {
        RevisionEntry version = provision("pd", 2);
        RevisionEntry other = world.imageFunction("other");
        warm(other, 4);
        for (int i = 0; i < 3; i++) {
            assertThat(world.invoke(other).isDone()).isFalse();
        }
        assertThat(reason(world.invoke(other))).isEqualTo("ConcurrentInvocationLimitExceeded");
        assertThat(world.invoke(version).isDone()).isFalse();
        assertThat(world.invoke(version).isDone()).isFalse();
        assertThat(reason(world.invoke(version))).isEqualTo("ConcurrentInvocationLimitExceeded");
    }

    @Test
    void whatAnAliasProvisionsIsTakenOutFirstToo() {
        RevisionEntry version = world.imageFunction("pd");
        world.feed.put(new VersionEntry(version.function(), "pd-v1", "1", "pd-1", 0));
        world.feed.put(new AliasEntry(version.function(), "pd-live", "live", "1", null, 0, 4, EventConfig.DEFAULT, 0));
        RevisionEntry other = world.imageFunction("other");
        warm(other, 4);
        assertThat(world.invoke(other).isDone()).isFalse();
        assertThat(reason(world.invoke(other))).isEqualTo("ConcurrentInvocationLimitExceeded");
        for (int i = 0; i < 4; i++) {
            assertThat(world.invoke(version).isDone()).isFalse();
        }
    }

    @Test
    void aReservationOfNothingStopsWhatIsProvisionedToo() {
        RevisionEntry version = provision("pd", 2);
        reserve("pd", 0);
        assertThat(reason(world.invoke(version, 0))).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    @Test
    void anAnswerMakesRoomForTheNext() {
        RevisionEntry one = world.imageFunction("one");
        List<World.FakePoll> polls = warm(one, 6);
        for (int i = 0; i < 5; i++) {
            assertThat(world.invoke(one).isDone()).isFalse();
        }
        assertThat(world.invoke(one).isDone()).isTrue();
        world.answer(
                polls.stream().filter(p -> p.invocation != null).findFirst().orElseThrow());
        assertThat(world.invoke(one).isDone()).isFalse();
    }

    /** So many calls one after the other without any time in between; the first one that is refused, else null. */
    private String reasonWithin(RevisionEntry revision, Integer reserved, int calls) {
        for (int i = 0; i < calls; i++) {
            World.Call call = world.invoke(revision, reserved);
            if (call.isDone()) {
                return reason(call);
            }
            world.answer(poll);
            poll = world.next(poll.id);
        }
        return null;
    }

    @Test
    void tenCallsASecondForEachThatMayBeUnderWay() {
        RevisionEntry one = world.imageFunction("one");
        poll = warm(one, 1).getFirst();
        assertThat(reasonWithin(one, null, 50)).isNull();
        assertThat(reasonWithin(one, null, 1)).isEqualTo("FunctionInvocationRateLimitExceeded");
        world.pass(Duration.ofMillis(100));
        assertThat(reasonWithin(one, null, 5)).isNull();
        assertThat(reasonWithin(one, null, 1)).isEqualTo("FunctionInvocationRateLimitExceeded");
        world.pass(Duration.ofMinutes(1));
        assertThat(reasonWithin(one, null, 50)).isNull();
        assertThat(reasonWithin(one, null, 1)).isEqualTo("FunctionInvocationRateLimitExceeded");
    }

    @Test
    void aReservationHasARateOfItsOwn() {
        RevisionEntry saved = world.imageFunction("saved");
        reserve("saved", 2);
        poll = warm(saved, 1).getFirst();
        assertThat(reasonWithin(saved, 2, 20)).isNull();
        assertThat(reasonWithin(saved, 2, 1)).isEqualTo("ReservedFunctionInvocationRateLimitExceeded");
        RevisionEntry one = world.imageFunction("one");
        poll = warm(one, 1).getFirst();
        assertThat(reasonWithin(one, null, 30)).isNull();
        assertThat(reasonWithin(one, null, 1)).isEqualTo("FunctionInvocationRateLimitExceeded");
    }

    @Test
    void growsNoFasterThanItsRateAndRefusesWhomItCouldNotServe() {
        World four = World.synced(new Settings.Limits(10, 4));
        RevisionEntry cold = four.imageFunction("cold");
        four.invoke(cold);
        for (int i = 0; i < 4; i++) { // the four starts of ten seconds
            four.next(four.pod(cold.poolKey(), "cold-" + i));
            four.invoke(cold);
        }
        assertThat(reason(four.invoke(cold))).isEqualTo("ConcurrentInvocationLimitExceeded");
        four.pass(Duration.ofMillis(2600));
        assertThat(four.invoke(cold).isDone()).isFalse();
        assertThat(four.demand(cold.poolKey()).replicas()).isEqualTo(5);
    }

    @Test
    void provisionedEnvironmentsAreStartedKeptAndReplacedWithoutACall() {
        RevisionEntry live = world.imageFunction("live");
        FunctionKey key = new FunctionKey(World.NAMESPACE, "live");
        world.feed.put(new VersionEntry(key, "live-v1", "1", "live-1", 2));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(live.poolKey()).replicas()).isEqualTo(2);
        assertThat(count(live)).isEqualTo(new PoolProvisions.Count(2, 0, 0, null));
        for (int i = 0; i < 2; i++) {
            EnvironmentId pod = world.provisionedPod(live.poolKey(), "live-" + i);
            world.pass(Duration.ofSeconds(1));
            assertThat(count(live)).isEqualTo(new PoolProvisions.Count(2, i + 1, i, null));
            world.next(pod);
        }
        world.pass(Duration.ofSeconds(1));
        assertThat(count(live)).isEqualTo(new PoolProvisions.Count(2, 2, 2, null));
        int writes = world.writes;
        world.pass(Duration.ofHours(1));
        assertThat(world.writes).as("nothing new, nothing written").isEqualTo(writes);
        assertThat(world.demand(live.poolKey()).retire()).isEmpty();
        assertThat(world.demand(live.poolKey()).replicas()).isEqualTo(2);
        world.podGone(live.poolKey(), "live-0");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(live.poolKey()).replicas()).isEqualTo(2);
        world.feed.put(new VersionEntry(key, "live-v1", "1", "live-1", 0));
        world.pass(Duration.ofHours(1));
        assertThat(world.demand(live.poolKey()).replicas()).isZero();
        assertThat(count(live)).isNull();
    }

    private PoolProvisions.Count count(RevisionEntry revision) {
        return world.demand(revision.poolKey())
                .provisions()
                .revisions()
                .get(revision.key().name());
    }

    @Test
    void environmentsMadeForCallsAreNotKeptInThePlaceOfProvisionedOnes() {
        RevisionEntry live = world.imageFunction("live");
        world.next(world.pod(live.poolKey(), "called-0"));
        world.feed.put(new VersionEntry(live.function(), "live-v1", "1", "live-1", 1));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(live.poolKey()).replicas()).isEqualTo(2);
        World.FakePoll ahead = world.next(world.provisionedPod(live.poolKey(), "ahead-0"));
        world.next(world.pod(live.poolKey(), "called-1"));
        world.invoke(live);
        assertThat(ahead.invocation).as("provisioned ones are used first").isNotNull();
        world.answer(ahead);
        world.next(ahead.id);
        world.pass(Duration.ofHours(1));
        assertThat(world.demand(live.poolKey()).retire()).containsExactlyInAnyOrder("called-0", "called-1");
        assertThat(count(live)).isEqualTo(new PoolProvisions.Count(1, 1, 1, null));
    }

    @Test
    void aNewGatewayKnowsWhichClaimedEnvironmentsAreProvisioned() {
        World fresh = new World();
        PoolProvisions before =
                new PoolProvisions(Map.of("live-1", new PoolProvisions.Count(1, 1, 1, null)), Set.of("p1"));
        fresh.feed.put(new PoolEntry(
                World.GENERIC, null, 10, 2, Map.of("p1", "live-1", "p2", "live-1"), Set.of(), Set.of(), null, before));
        List<PoolProvisions> told = fresh.told;
        RevisionEntry live = fresh.genericFunction("live");
        fresh.feed.put(new VersionEntry(live.function(), "live-v1", "1", "live-1", 1));
        EnvironmentId kept = fresh.pod(World.GENERIC, "p1");
        EnvironmentId called = fresh.pod(World.GENERIC, "p2");
        fresh.feed.synced();
        fresh.pass(Duration.ofMillis(1500));
        World.FakePoll again = fresh.standby(kept);
        assertThat(again.assigned).isEqualTo(live);
        assertThat(again.provisioned).isTrue();
        assertThat(fresh.standby(called).provisioned).isFalse();
        fresh.next(kept);
        fresh.next(called);
        assertThat(told).as("never that nothing is provisioned").doesNotContain(PoolProvisions.NONE);
        fresh.pass(Duration.ofHours(1));
        assertThat(fresh.demand(World.GENERIC).retire()).containsExactly("p2");
        assertThat(fresh.demand(World.GENERIC).provisions()).isEqualTo(before);
    }

    @Test
    void provisionedEnvironmentsThatCannotInitialiseAreTriedLaterAndLater() {
        world.genericPool();
        RevisionEntry broken = world.genericFunction("broken");
        world.feed.put(new VersionEntry(broken.function(), "broken-v1", "1", "broken-1", 1));
        int claims = 0;
        List<World.FakePoll> parked = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            parked.add(world.standby(world.pod(World.GENERIC, "p" + second)));
            world.pass(Duration.ofSeconds(1));
            for (World.FakePoll poll : List.copyOf(parked)) {
                if (poll.assigned != null) {
                    claims++;
                    parked.remove(poll);
                    world.dispatcher.initError(
                            poll.id,
                            invocation -> new Outcome.FunctionError(Payload.of("{}")),
                            "ImportError: no module x");
                    world.endTurn();
                }
            }
        }
        assertThat(claims).isBetween(5, 7); // after 1, 2, 4, 8, 16, 32 seconds
        assertThat(count(broken)).isEqualTo(new PoolProvisions.Count(1, 0, 0, "ImportError: no module x"));
    }

    @Test
    void aGenericEnvironmentIsInitialisedAheadWhenItsVersionIsProvisioned() {
        world.genericPool();
        RevisionEntry live = world.genericFunction("live");
        World.FakePoll parked = world.standby(world.pod(World.GENERIC, "p1"));
        assertThat(parked.isParked()).isTrue();
        world.feed.put(new VersionEntry(live.function(), "live-v1", "1", "live-1", 1));
        world.pass(Duration.ofSeconds(1));
        assertThat(parked.assigned).isEqualTo(live);
        assertThat(parked.provisioned).isTrue();
        World.FakePoll next = world.next(parked.id);
        assertThat(next.isParked()).isTrue();
        world.pass(Duration.ofHours(1));
        assertThat(next.isParked()).isTrue();
    }
}
