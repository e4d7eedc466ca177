package dev.davit.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamingTest {

    private final World world = World.synced();
    private final RevisionEntry hello = world.imageFunction("hello");
    private final AtomicInteger ended = new AtomicInteger();

    private World.FakePoll streaming(String pod) {
        World.FakePoll poll = world.next(world.pod(hello.poolKey(), pod));
        poll.invocation.streaming("text/plain", ended::incrementAndGet);
        return poll;
    }

    @Test
    void d1TheEndOfTheStreamIsTheOneOutcome() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        assertThat(world.dispatcher.invocation(poll.id).isStreaming()).isTrue();
        assertThat(call.isDone()).isFalse();
        assertThat(world.answer(poll)).isEqualTo(Verdict.ACCEPTED);
        assertThat(call.outcomes).hasSize(1);
        assertThat(ended).hasValue(1);
        assertThat(world.next(poll.id).isParked()).isTrue();
    }

    @Test
    void d6ATimeOutInTheMiddleEndsTheStreamAndTheEnvironment() {
        World.Call call = world.invoke(hello);
        streaming("h1");
        world.pass(Duration.ofMillis(3020));
        assertThat(call.body()).contains("Sandbox.Timedout");
        assertThat(ended).hasValue(1);
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h1");
    }

    @Test
    void aCrashInTheMiddleIsToldByHowTheProcessEnded() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        world.dispatcher.brokeOff(poll.id, call.id);
        world.pass(Duration.ofMillis(500));
        assertThat(call.isDone()).isFalse();
        world.pod(hello.poolKey(), "h1", PodPhase.FAILED, new Termination(7, "Error", null), false);
        assertThat(call.body()).contains("exit status 7");
        assertThat(world.demand(hello.poolKey()).retire()).isEmpty();
    }

    @Test
    void aStreamThatBreaksOffWithoutACrashIsTruncated() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        world.dispatcher.connectionLost(poll.id, call.id);
        world.dispatcher.brokeOff(poll.id, call.id);
        world.pass(Duration.ofMillis(2020));
        assertThat(call.body()).contains("Runtime.TruncatedResponse").contains(call.id);
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h1");
    }

    @Test
    void aStreamThatBreaksOffLateWaitsNoLongerThanTheTimeOut() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        world.pass(Duration.ofMillis(2500));
        world.dispatcher.brokeOff(poll.id, call.id);
        world.pass(Duration.ofMillis(520));
        assertThat(call.body()).contains("Runtime.TruncatedResponse");
    }

    @Test
    void d2AnInvocationOfWhichAPartIsAnsweredIsNotGivenOutAgain() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        assertThat(world.next(poll.id).refused).isNotNull();
        assertThat(call.body()).contains("Runtime.TruncatedResponse");
        assertThat(world.demand(hello.poolKey()).retire()).containsExactly("h1");
    }

    @Test
    void anErrorPostedInTheMiddleIsTheOutcome() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        Outcome error = new Outcome.FunctionError(Payload.of("{\"errorType\":\"E\"}"));
        assertThat(world.dispatcher.answer(poll.id, call.id, error)).isEqualTo(Verdict.ACCEPTED);
        assertThat(call.outcomes).containsExactly(error);
        assertThat(world.answer(poll)).isEqualTo(Verdict.WRONG_STATE);
        assertThat(ended).hasValue(1);
    }

    @Test
    void breakingOffWhatIsOverChangesNothing() {
        World.Call call = world.invoke(hello);
        World.FakePoll poll = streaming("h1");
        world.answer(poll);
        world.dispatcher.brokeOff(poll.id, call.id);
        assertThat(call.outcomes).hasSize(1);
        assertThat(world.next(poll.id).isParked()).isTrue();
    }
}
