package dev.davit.gateway.dispatch;

import static dev.davit.gateway.dispatch.World.GENERIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatcherTest {

    private final World world = World.synced();

    private World.FakePoll warm(RevisionEntry revision, String pod) {
        EnvironmentId id = world.pod(revision.poolKey(), pod);
        return world.next(id);
    }

    /** Its runtime may have ended because there was no gateway: whoever calls is not told that the function failed. */
    @Test
    void theEndOfAnEnvironmentThatStartedBeforeThisGatewayIsNoFailureOfTheFunction() {
        World fresh = new World();
        RevisionEntry hello = fresh.imageFunction("hello");
        fresh.pod(hello.poolKey(), "h1");
        fresh.feed.synced();
        fresh.endTurn();
        World.Call call = fresh.invoke(hello);
        fresh.pod(hello.poolKey(), "h1", PodPhase.FAILED, new Termination(1, "Error", null), false);
        assertThat(call.isDone()).isFalse();
        assertThat(fresh.demand(hello.poolKey()).replicas()).isEqualTo(1);

        fresh.pod(hello.poolKey(), "h2");
        fresh.pod(hello.poolKey(), "h2", PodPhase.FAILED, new Termination(1, "Error", null), false);
        assertThat(call.body()).contains("Runtime.ExitError");
    }

    @Test
    void d3TheHeadOfTheQueueGoesToWhicheverEnvironmentIsFreeFirst() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll first = warm(hello, "h1");
        World.Call a = world.invoke(hello);
        World.Call b = world.invoke(hello);
        assertThat(first.invocation.requestId()).isEqualTo(a.id);
        assertThat(b.isDone()).isFalse();
        world.answer(first);
        assertThat(world.next(first.id).invocation.requestId()).isEqualTo(b.id);
    }

    @Test
    void d6ATimedOutEnvironmentIsRetiredAndNeverUsedAgain() {
        RevisionEntry slow = world.imageFunction("slow");
        World.FakePoll poll = warm(slow, "s1");
        World.Call call = world.invoke(slow);
        world.pass(Duration.ofMillis(3020));
        assertThat(call.body())
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + call.id
                        + " Error: Task timed out after 3.00 seconds\"}");
        assertThat(world.demand(slow.poolKey()).retire()).containsExactly("s1");
        assertThat(world.demand(slow.poolKey()).replicas()).isZero();
        assertThat(world.answer(poll)).isEqualTo(Verdict.INVALID_REQUEST_ID);
        assertThat(world.next(poll.id).refused).isNotNull();
        world.podGone(slow.poolKey(), "s1");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(slow.poolKey()).retire()).isEmpty();
        assertThat(world.invoke(slow).isDone()).isFalse();
    }

    @Test
    void aCrashWhileBusyAnswersWithTheExitCode() {
        RevisionEntry hello = world.imageFunction("hello");
        warm(hello, "h1");
        World.Call call = world.invoke(hello);
        world.pod(hello.poolKey(), "h1", PodPhase.FAILED, new Termination(127, "Error", null), false);
        assertThat(call.outcome()).isInstanceOf(Outcome.FunctionError.class);
        assertThat(call.body())
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("RequestId: " + call.id + " Error: Runtime exited with error: exit status 127");
    }

    @Test
    void aCrashedEnvironmentIsLeftToTheOperatorWhichCountsIt() {
        RevisionEntry hello = world.imageFunction("hello");
        warm(hello, "h1");
        world.pod(hello.poolKey(), "h1", PodPhase.FAILED, new Termination(1, "Error", null), false);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.demand(hello.poolKey()).retire()).isEmpty();
        assertThat(world.demand(hello.poolKey()).replicas()).isZero();
    }

    @Test
    void exitZeroAndOutOfMemoryHaveBodiesOfTheirOwn() {
        RevisionEntry hello = world.imageFunction("hello");
        warm(hello, "h1");
        World.Call zero = world.invoke(hello);
        world.pod(hello.poolKey(), "h1", PodPhase.SUCCEEDED, new Termination(0, "Completed", null), false);
        assertThat(zero.body()).contains("Runtime exited without providing a reason");
        warm(hello, "h2");
        World.Call memory = world.invoke(hello);
        world.pod(hello.poolKey(), "h2", PodPhase.FAILED, new Termination(137, "OOMKilled", null), false);
        assertThat(memory.body())
                .contains("\"errorType\":\"Runtime.OutOfMemory\"")
                .contains("Runtime exited with error: signal: killed");
    }

    @Test
    void aLostConnectionLeavesTimeForTheCrashToBeReported() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        World.Call call = world.invoke(hello);
        world.pass(Duration.ofMillis(2900));
        world.dispatcher.connectionLost(poll.id, call.id);
        world.pass(Duration.ofSeconds(1));
        assertThat(call.isDone()).isFalse();
        world.pod(hello.poolKey(), "h1", PodPhase.FAILED, new Termination(1, "Error", null), false);
        assertThat(call.body()).contains("exit status 1");
    }

    @Test
    void anInitErrorFailsEverybodyWhoWaitedForIt() {
        world.genericPool();
        RevisionEntry broken = world.genericFunction("broken");
        World.FakePoll standby = world.standby(world.pod(GENERIC, "p1"));
        World.Call a = world.invoke(broken);
        World.Call b = world.invoke(broken);
        Outcome error = new Outcome.FunctionError(Payload.of("{\"errorType\":\"Runtime.ImportModuleError\"}"));
        assertThat(world.dispatcher.initError(standby.id, invocation -> error, "x"))
                .isEqualTo(Verdict.ACCEPTED);
        world.endTurn();
        assertThat(a.body()).contains("Runtime.ImportModuleError");
        assertThat(b.body()).contains("Runtime.ImportModuleError");
        assertThat(world.meter.of("invocations")).isEqualTo(2);
        assertThat(world.meter.of("errors")).isEqualTo(2);
        world.pass(Duration.ofMillis(300));
        assertThat(world.demand(GENERIC).retire()).isEmpty(); // it ends by itself, which the operator must see
        world.pass(Duration.ofSeconds(2));
        assertThat(world.demand(GENERIC).retire()).containsExactly("p1");
        assertThat(world.dispatcher.initError(standby.id, invocation -> error, "x"))
                .isEqualTo(Verdict.WRONG_STATE);
    }

    @Test
    void anInitThatNeverEndsTimesOutAtItsLimit() {
        world.genericPool();
        RevisionEntry stuck = world.genericFunction("stuck");
        world.standby(world.pod(GENERIC, "p1"));
        World.Call call = world.invoke(stuck);
        world.pass(Duration.ofMillis(9_900));
        assertThat(call.isDone()).isFalse();
        world.pass(Duration.ofMillis(200));
        assertThat(call.body()).contains("Task timed out after 3.00 seconds");
        assertThat(world.meter.of("invocations")).isEqualTo(1);
        assertThat(world.meter.of("errors")).isEqualTo(1);
        assertThat(world.demand(GENERIC).retire()).contains("p1");
    }

    @ParameterizedTest
    @CsvSource({"3,false,10", "11,false,11", "3,true,130", "900,true,900"})
    void anInitMayTakeTheInitLimitOrTheFunctionsTimeout(int timeout, boolean provisioned, int limit) {
        assertThat(Coroner.initSeconds(10, timeout, provisioned)).isEqualTo(limit);
    }

    @Test
    void aWaitIsBounded() {
        world.genericPool();
        World.Call call = world.invoke(world.genericFunction("hello"));
        world.pass(Duration.ofSeconds(61));
        assertThat(call.body()).contains("No execution environment was ready within 60 seconds");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(GENERIC).replicas()).isZero();
    }

    @Test
    void d5ReservedConcurrencyIsExact() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        world.invoke(hello, 2);
        world.invoke(hello, 2);
        World.Call third = world.invoke(hello, 2);
        assertThat(third.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                        refused.refusal().reason())
                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded"));
        world.answer(poll);
        assertThat(world.invoke(hello, 2).isDone()).isFalse();
        assertThat(world.invoke(world.imageFunction("none"), 0).isDone()).isTrue();
    }

    @Test
    void aRestartedGatewayTakesItsEnvironmentsBackFromClaims() {
        World fresh = new World();
        fresh.feed.put(new PoolEntry(
                GENERIC,
                null,
                10,
                2,
                Map.of("p1", "hello-1", "gone", "x-1"),
                Set.of("p3"),
                Set.of(),
                null,
                PoolProvisions.NONE));
        RevisionEntry hello = fresh.genericFunction("hello");
        EnvironmentId p1 = fresh.pod(GENERIC, "p1");
        EnvironmentId p2 = fresh.pod(GENERIC, "p2");
        EnvironmentId p3 = fresh.pod(GENERIC, "p3");
        World.FakePoll early = fresh.next(p1);
        assertThat(early.isParked()).isTrue();
        fresh.feed.synced();
        fresh.endTurn();
        fresh.pass(Duration.ofSeconds(1));
        assertThat(fresh.demand(GENERIC).claims()).containsExactly(Map.entry("p1", "hello-1"));
        fresh.invoke(hello);
        assertThat(early.invocation).isNotNull();
        assertThat(fresh.standby(p2).isParked()).isTrue();
        assertThat(fresh.next(p3).refused).isNotNull();
    }

    @Test
    void aGenericEnvironmentWithoutAFunctionMayNotAskForInvocations() {
        world.genericPool();
        EnvironmentId id = world.pod(GENERIC, "p1");
        assertThat(world.next(id).refused).isNotNull();
        assertThat(world.demand(GENERIC).retire()).containsExactly("p1");
    }

    @Test
    void anIdleEnvironmentWhosePollIsLostGetsNothingUntilItPollsAgain() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        world.dispatcher.pollLost(poll.id, poll);
        World.Call call = world.invoke(hello);
        assertThat(call.isDone()).isFalse();
        assertThat(world.next(poll.id).invocation.requestId()).isEqualTo(call.id);
    }

    @Test
    void theSamePollAgainBeforeAnAnswerGetsTheSameInvocation() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        World.Call call = world.invoke(hello);
        assertThat(world.next(poll.id).invocation.requestId()).isEqualTo(call.id);
    }

    @Test
    void anAnswerTwiceOrToAnotherRequestIsRefused() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        world.invoke(hello);
        assertThat(world.dispatcher.expects(poll.id, "other")).isEqualTo(Verdict.INVALID_REQUEST_ID);
        assertThat(world.answer(poll)).isEqualTo(Verdict.ACCEPTED);
        assertThat(world.answer(poll)).isEqualTo(Verdict.WRONG_STATE);
    }

    @Test
    void anEnvironmentThatAnswersAndNeverPollsIsRetired() {
        RevisionEntry hello = world.imageFunction("hello");
        World.FakePoll poll = warm(hello, "h1");
        world.invoke(hello);
        world.answer(poll);
        world.pass(Duration.ofMillis(3100));
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h1");
    }

    @Test
    void aDeletedFunctionsCallersHearItAtOnce() {
        RevisionEntry hello = world.imageFunction("hello");
        World.Call call = world.invoke(hello);
        world.feed.remove(hello);
        assertThat(call.outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ErrorCode.NOT_FOUND));
    }
}
