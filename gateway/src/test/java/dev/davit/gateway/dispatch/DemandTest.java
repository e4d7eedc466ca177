package dev.davit.gateway.dispatch;

import static dev.davit.gateway.dispatch.World.GENERIC;
import static dev.davit.gateway.dispatch.World.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the dispatcher asks of the operator, and when. */
class DemandTest {

    private final World world = World.synced();

    private World.FakePoll warm(RevisionEntry revision, String pod) {
        EnvironmentId id = world.pod(revision.poolKey(), pod);
        return world.next(id);
    }

    @Test
    void claimsAParkedEnvironmentAndWritesOnlyAfterwards() {
        world.genericPool();
        RevisionEntry hello = world.genericFunction("hello");
        World.FakePoll standby = world.standby(world.pod(GENERIC, "p1"));
        int before = world.writes;

        World.Call call = world.invoke(hello);
        assertThat(standby.assigned).isEqualTo(hello);
        World.FakePoll next = world.next(standby.id);
        assertThat(next.invocation.requestId()).isEqualTo(call.id);
        world.answer(next);

        assertThat(call.body()).isEqualTo("\"ok\"");
        assertThat(world.writes).isEqualTo(before);
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(GENERIC).claims()).containsExactly(Map.entry("p1", "hello-1"));
        assertThat(world.demand(GENERIC).replicas()).isEqualTo(1);
        assertThat(world.writes).isEqualTo(before + 1);
    }

    @Test
    void asksForOneMoreAtOnceWhenNothingIsParked() {
        world.genericPool();
        RevisionEntry hello = world.genericFunction("hello");
        world.invoke(hello);
        assertThat(world.demand(GENERIC).replicas()).isEqualTo(1);
    }

    @Test
    void aBurstOnOneColdShortFunctionMakesNoSurplusEnvironment() {
        RevisionEntry hello = world.imageFunction("hello");
        for (int i = 0; i < 20; i++) {
            world.invoke(hello);
        }
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
        world.pass(Duration.ofMillis(400));
        World.FakePoll poll = warm(hello, "h1");
        for (int i = 0; i < 20; i++) {
            world.pass(Duration.ofMillis(10));
            assertThat(world.answer(poll)).isEqualTo(Verdict.ACCEPTED);
            poll = world.next(poll.id);
        }
        assertThat(poll.isParked()).isTrue();
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
    }

    @Test
    void aBurstOnALongFunctionGetsAnEnvironmentPerCall() {
        RevisionEntry slow = world.imageFunction("slow");
        for (int i = 0; i < 5; i++) {
            world.invoke(slow);
        }
        warm(slow, "s1");
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(slow.poolKey()).replicas()).isEqualTo(5);
    }

    @Test
    void standingPressureGetsItsEnvironmentsHoweverShortTheFunction() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        for (int i = 0; i < 4; i++) {
            world.invoke(hello);
        }
        for (int i = 0; i < 120; i++) { // a closed loop of four callers on one environment
            world.pass(Duration.ofMillis(10));
            world.answer(poll);
            world.invoke(hello);
            poll = world.next(poll.id);
        }
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(4);
    }

    @Test
    void anEnvironmentOfAnImageIsClaimedOnceItHasPolled() {
        RevisionEntry hello = world.imageFunction("hello");
        EnvironmentId id = world.pod(hello.poolKey(), "h1");
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(hello.poolKey()).claims()).isEmpty();
        world.next(id);
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(hello.poolKey()).claims()).containsExactly(Map.entry("h1", "hello-1"));
    }

    @Test
    void aPoolThatCannotStartFailsItsCallersSoonAndKeepsTrying() {
        RevisionEntry bad = world.imageFunction("bad");
        world.pool(bad.poolKey(), "bad-1", new PoolProblem("ImagePullFailed", "no such image", null));
        world.pod(bad.poolKey(), "b1", PodPhase.PENDING, null, false);
        World.Call call = world.invoke(bad);
        world.pass(Duration.ofMillis(2100));
        assertThat(call.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ErrorCode.ENVIRONMENT_FAILED));
        assertThat(call.body()).contains("ImagePullFailed").contains("no such image");
        world.pass(Duration.ofSeconds(5));
        assertThat(world.demand(bad.poolKey()).replicas()).isEqualTo(1);

        world.pool(bad.poolKey(), "bad-1", null);
        world.pod(bad.poolKey(), "b1", PodPhase.RUNNING, null, false);
        world.next(new EnvironmentId(NAMESPACE, "b1"));
        for (int i = 0; i < 40; i++) {
            world.pass(Duration.ofMillis(50));
            assertThat(world.demand(bad.poolKey()).replicas()).isEqualTo(1);
        }
    }

    @Test
    void anEnvironmentThatArrivesIsNotCountedTwice() {
        RevisionEntry hello = world.imageFunction("hello");
        world.invoke(hello);
        EnvironmentId id = world.pod(hello.poolKey(), "h1");
        world.answer(world.next(id));
        world.next(id);
        for (int i = 0; i < 40; i++) {
            world.pass(Duration.ofMillis(10));
            assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
        }
    }

    @Test
    void idleEnvironmentsGoAfterTheirTimeAndUsedOnesStay() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll old = warm(hello, "h1");
        World.FakePoll used = warm(hello, "h2");
        world.pass(Duration.ofSeconds(590));
        world.invoke(hello);
        assertThat(used.invocation).isNotNull();
        world.answer(used);
        World.FakePoll again = world.next(used.id);
        world.pass(Duration.ofSeconds(20));
        assertThat(old.refused).isNotNull();
        assertThat(again.isParked()).isTrue();
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h1");
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
        world.pass(Duration.ofSeconds(600));
        assertThat(world.demand(hello.poolKey()).replicas()).isZero();
    }

    @Test
    void whatTheOperatorHasNoUseForGoesUnlessItHasBeenGivenAway() {
        world.genericPool();
        RevisionEntry hello = world.genericFunction("hello");
        World.FakePoll claimed = world.standby(world.pod(GENERIC, "p1"));
        World.FakePoll parked = world.standby(world.pod(GENERIC, "p2"));
        world.pod(GENERIC, "p3");
        world.invoke(hello);
        assertThat(claimed.assigned).isEqualTo(hello);

        world.dispensable(GENERIC, null, "p1", "p2", "p3", "p4", "p5");
        assertThat(parked.refused).isNotNull();
        assertThat(world.standby(new EnvironmentId(NAMESPACE, "p3")).refused).isNotNull();
        world.pod(GENERIC, "p4");
        assertThat(world.demand(GENERIC).retire()).containsExactlyInAnyOrder("p2", "p3", "p4");

        World.FakePoll first = world.next(claimed.id);
        assertThat(first.invocation).isNotNull();
        world.answer(first);
        assertThat(world.next(claimed.id).isParked()).isTrue();
        assertThat(world.demand(GENERIC).retire()).doesNotContain("p1");
    }

    @Test
    void anImagesEnvironmentThatNobodyWaitsForGoesBeforeItHasStartedAndNotAfter() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll idle = warm(hello, "h1");
        world.pod(hello.poolKey(), "h2");
        world.dispensable(hello.poolKey(), "hello-1", "h1", "h2");
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h2");
        assertThat(idle.isParked()).isTrue();
    }

    @Test
    void theEnvironmentsOfASupersededRevisionGoSoon() {
        RevisionEntry old = world.imageFunction("hello");
        World.FakePoll poll = warm(old, "h1");
        world.pass(Duration.ofSeconds(1));
        world.feed.put(new dev.davit.gateway.catalog.FunctionEntry(
                old.function(), "hello", dev.davit.gateway.catalog.FunctionState.ACTIVE, null, "hello-2", null));
        world.pass(Duration.ofSeconds(3));
        assertThat(poll.refused).isNotNull();
    }

    @Test
    void theEnvironmentThatVerifiesARevisionWaitsForItToBecomeCurrent() {
        RevisionEntry hello = world.imageFunction("hello");
        world.feed.put(new dev.davit.gateway.catalog.FunctionEntry(
                hello.function(), "hello", dev.davit.gateway.catalog.FunctionState.PENDING, null, null, null));
        World.FakePoll poll = warm(hello, "h1");
        world.pass(Duration.ofSeconds(20));
        assertThat(poll.isParked()).isTrue();
    }

    @Test
    void anEnvironmentThatTheOperatorStartsOfItselfIsNotDemanded() {
        RevisionEntry hello = world.imageFunction("hello");
        EnvironmentId id = world.pod(hello.poolKey(), "h1", PodPhase.PENDING, null, false);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(hello.poolKey()).replicas()).isZero();
        world.invoke(hello);
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
        world.next(id);
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
    }

    @Test
    void aGatewayThatGoesWantsNothingMoreButKeepsItsClaims() {
        RevisionEntry hello = world.imageFunction("hello");
        warm(hello, "h1");
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(hello.poolKey()).replicas()).isEqualTo(1);
        world.dispatcher.farewell();
        assertThat(world.demand(hello.poolKey()).replicas()).isZero();
        assertThat(world.demand(hello.poolKey()).claims()).containsKey("h1");
    }

    @Test
    void aParkedEnvironmentGoesToTheFunctionThatHasWaitedLongest() {
        world.genericPool();
        RevisionEntry a = world.genericFunction("a");
        RevisionEntry b = world.genericFunction("b");
        world.invoke(a);
        world.pass(Duration.ofMillis(10));
        world.invoke(b);
        assertThat(world.demand(GENERIC).replicas()).isEqualTo(2);
        assertThat(world.standby(world.pod(GENERIC, "p1")).assigned).isEqualTo(a);
        assertThat(world.standby(world.pod(GENERIC, "p2")).assigned).isEqualTo(b);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(GENERIC).replicas()).isEqualTo(2);
        assertThat(world.demand(new PoolKey(NAMESPACE, "none")).replicas()).isZero();
    }

    /** An environment has answered and does not ask yet, another one is parked, and a second call waits. */
    private record Answered(RevisionEntry revision, World.FakePoll first, World.FakePoll second, World.Call call) {

        static Answered in(World world) {
            world.genericPool();
            RevisionEntry hello = world.genericFunction("hello");
            World.FakePoll first = world.standby(world.pod(GENERIC, "p1"));
            world.invoke(hello);
            world.answer(world.next(first.id));
            return new Answered(hello, first, world.standby(world.pod(GENERIC, "p2")), world.invoke(hello));
        }
    }

    /** What a handler leaves behind keeps its runtime from asking: nobody waits for that while others are there. */
    @Test
    void anEnvironmentThatAnsweredAndDoesNotAskKeepsNobodyWaiting() {
        Answered at = Answered.in(world);
        world.pass(Duration.ofMillis(80));
        assertThat(at.second.isParked()).isTrue();
        world.pass(Duration.ofMillis(40));
        assertThat(at.second.assigned).isEqualTo(at.revision);
        assertThat(world.next(at.second.id).invocation.requestId()).isEqualTo(at.call.id);
    }

    @Test
    void oneThatAsksAtOnceIsWaitedFor() {
        Answered at = Answered.in(world);
        world.pass(Duration.ofMillis(80));
        assertThat(world.next(at.first.id).invocation.requestId()).isEqualTo(at.call.id);
        world.pass(Duration.ofSeconds(1));
        assertThat(at.second.isParked()).isTrue();
    }
}
