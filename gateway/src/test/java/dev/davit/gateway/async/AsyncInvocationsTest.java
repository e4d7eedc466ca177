package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Numbers are the invariants of the package. */
class AsyncInvocationsTest {

    private final AsyncWorld world = new AsyncWorld();

    private void assertEndedOnce(String how) {
        assertThat(world.meter.of(how)).as(world.meter.toString()).isEqualTo(1);
        assertThat(world.meter.ended()).isEqualTo(1);
        assertThat(world.queue.content()).isEmpty();
    }

    @Test
    void callsTheFunctionWithTheIdThatTheCallerGot() {
        world.echo(call -> AsyncWorld.answer("1"));
        String id = world.accept();
        assertThat(world.answers).containsExactly((Refusal) null);
        assertThat(world.calls).hasSize(1);
        assertThat(world.calls.getFirst().requestId()).isEqualTo(id);
        assertThat(world.meter.of("received")).isEqualTo(1);
        assertThat(world.meter.of("age")).isEqualTo(1);
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void neverAcceptsWhatIsNotWritten() { // A1, A3
        world.echo(call -> AsyncWorld.answer("1"));
        world.queue.broken("the disk is full");
        world.accept();
        Refusal refusal = world.answers.getFirst();
        assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE);
        assertThat(refusal.message()).contains("was not accepted", "the disk is full");
        assertThat(world.calls).isEmpty();
        assertThat(world.meter.of("received")).isZero();
    }

    @Test
    void leavesEventsOfNamespacesThatAreElsewhereUntilTheyComeHere() {
        world.echo(call -> AsyncWorld.answer("1"));
        world.here.clear();
        world.accept();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.calls).isEmpty();
        world.here.add(AsyncWorld.NAMESPACE);
        world.events.lookAgain();
        world.run();
        assertThat(world.calls).hasSize(1);
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void givesBackAnEventWhoseNamespaceMovesBeforeItHasBegun() {
        world.function("echo", EventConfig.DEFAULT, null, call -> null);
        world.accept();
        world.calls.getFirst().move();
        world.run();
        world.echo(call -> AsyncWorld.answer("1"));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.calls).hasSize(2);
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void countsAnEventThatWasThereAlready() {
        world.function("echo", EventConfig.DEFAULT, null, call -> null);
        world.accept();
        Event same = world.queue.content().getFirst().event();
        world.events.accept(same, world.answers::add);
        world.run();
        assertThat(world.answers).containsExactly(null, null);
        assertThat(world.meter.of("received")).isEqualTo(1);
        assertThat(world.meter.of("duplicates")).isEqualTo(1);
    }

    @Test
    void retriesAFunctionsErrorAfterOneMinuteAndAfterTwoMore() {
        world.echo(call -> AsyncWorld.error("{\"errorMessage\":\"no\"}"));
        world.accept();
        assertThat(world.calls).hasSize(1);
        world.pass(Duration.ofSeconds(59));
        assertThat(world.calls).hasSize(1);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.calls).hasSize(2);
        world.pass(Duration.ofSeconds(117));
        assertThat(world.calls).hasSize(2);
        world.pass(Duration.ofSeconds(4));
        assertThat(world.calls).hasSize(3);
        assertEndedOnce("DROPPED");
    }

    @Test
    void treatsAnEventAsTheQualifierSaysThatItNames() {
        world.function("echo", AsyncWorld.config(2, 21_600, null, null, null), null, call -> AsyncWorld.error("{}"));
        world.publish(
                "echo", AsyncWorld.config(1, 21_600, null, null, null), AsyncWorld.config(0, 21_600, null, null, null));
        world.accept("echo", "live", "Root=1-2-3");
        assertThat(world.calls).hasSize(1);
        assertEndedOnce("DROPPED");
        world.accept("echo", "1", "Root=1-2-3");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.calls).as("one of the alias, two of the version").hasSize(3);
        world.accept("echo", null, "Root=1-2-3");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.calls).as("and three of $LATEST").hasSize(6);
        assertThat(world.meter.of("DROPPED")).isEqualTo(3);
    }

    @Test
    void succeedsOnARetry() {
        world.echo(call -> world.calls.size() < 2 ? AsyncWorld.error("{}") : AsyncWorld.answer("1"));
        world.accept();
        world.pass(Duration.ofSeconds(61));
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void putsThrottledEventsBackForLongerAndLongerUntilTheyAreTooOld() {
        List<Long> at = new ArrayList<>();
        world.function("echo", AsyncWorld.config(2, 120, null, null, null), null, call -> {
            at.add(world.millis);
            return AsyncWorld.throttled();
        });
        world.accept();
        world.pass(Duration.ofSeconds(200));
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            gaps.add((at.get(i) - at.get(i - 1)) / 1000);
        }
        assertThat(gaps).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
        assertEndedOnce("EXPIRED");
    }

    @Test
    void anEventOfAFunctionThatIsGoneWaitsForIt() {
        world.accept();
        world.pass(Duration.ofSeconds(10));
        assertThat(world.meter.ended()).isZero();
        world.echo(call -> AsyncWorld.answer("1"));
        world.pass(Duration.ofSeconds(10));
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void anEventOfAFunctionThatStaysGoneEndsAfterAMinute() {
        world.accept();
        world.pass(Duration.ofSeconds(100));
        assertThat(world.calls).isEmpty();
        assertEndedOnce("DROPPED");
    }

    /** Whoever deletes an alias or a function with events on their way still learns what became of them. */
    @Test
    void eventsOfADeletedAliasAreTreatedAsItSaidAndHoldUpNoOther() {
        world.echo(call -> AsyncWorld.error("{}"));
        EventConfig told = AsyncWorld.config(2, 21_600, null, "nats:failed", null);
        world.publish("echo", EventConfig.DEFAULT, told);
        for (int i = 0; i < 40; i++) {
            world.accept("echo", "live", "Root=1-2-3");
        }
        assertThat(world.calls).hasSize(40);
        world.unpublish("echo", told);
        world.echo(call -> AsyncWorld.answer("1"));
        world.pass(Duration.ofSeconds(70));
        assertThat(world.calls).as("none of a target that is gone").hasSize(40);
        for (int i = 0; i < 8; i++) {
            world.accept("echo", null, "Root=1-2-3");
        }
        assertThat(world.meter.of("SUCCEEDED")).as("at once").isEqualTo(8);
        world.pass(Duration.ofSeconds(120));
        assertThat(world.meter.of("DEAD_LETTERED")).isEqualTo(40);
        assertThat(world.told).hasSize(40).allSatisfy(message -> assertThat(new String(message.body()))
                .contains("\"approximateInvokeCount\":2", "\"responseContext\":{\"statusCode\":404}"));
    }

    @Test
    void reservedConcurrencyOfZeroDropsWithoutACall() {
        world.function("echo", EventConfig.DEFAULT, 0, call -> AsyncWorld.answer("1"));
        world.accept();
        assertThat(world.calls).isEmpty();
        assertEndedOnce("DROPPED");
    }

    @Test
    void oneThrottledFunctionHoldsUpNoOther() { // A5
        world.echo(call -> AsyncWorld.throttled());
        world.function("quick", EventConfig.DEFAULT, null, call -> AsyncWorld.answer("1"));
        for (int i = 0; i < 200; i++) {
            world.accept();
        }
        for (int i = 0; i < 200; i++) {
            world.accept("quick", null);
        }
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(200);
        assertThat(world.queue.content()).hasSize(200);
        long throttled = world.calls.stream()
                .filter(call -> call.call().function().equals(AsyncWorld.ECHO))
                .count();
        assertThat(throttled).as("probes of a throttled function").isLessThan(20);
    }

    @Test
    void holdsNoMoreThanAWindowOfASlowFunction() {
        List<Invocation> open = new ArrayList<>();
        world.echo(call -> {
            open.add(call);
            return null;
        });
        for (int i = 0; i < 500; i++) {
            world.accept();
        }
        assertThat(open).hasSize(Window.FIRST);
        while (!open.isEmpty()) {
            Invocation next = open.removeFirst();
            next.complete(AsyncWorld.answer("1"));
            world.run();
            assertThat(open.size()).isLessThanOrEqualTo(Window.MOST);
        }
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(500);
    }

    @Test
    void everyEventEndsOnceHoweverOftenTheProcessDies() { // A2
        List<Outcome> outcomes =
                List.of(AsyncWorld.answer("1"), AsyncWorld.error("{}"), AsyncWorld.throttled(), AsyncWorld.answer("2"));
        int[] number = {0};
        world.echo(call -> number[0]++ % 7 == 3 ? null : outcomes.get(number[0] % outcomes.size()));
        for (int i = 0; i < 300; i++) {
            world.accept();
            if (i % 50 == 49) {
                world.crash();
            }
        }
        world.echo(call -> AsyncWorld.answer("1"));
        world.crash();
        world.pass(Duration.ofMinutes(10));
        assertThat(world.queue.content()).isEmpty();
        assertThat(world.meter.ended()).isEqualTo(300);
        assertThat(world.answers).hasSize(300).containsOnlyNulls();
    }

    @Test
    void anEventThatIsHandedOutTwiceIsWorkedOnOnce() {
        world.echo(call -> null);
        world.accept();
        world.queue.redeliver();
        world.run();
        assertThat(world.calls).hasSize(1);
        assertThat(world.meter.of("duplicates")).isEqualTo(1);
        world.calls.getFirst().complete(AsyncWorld.answer("1"));
        world.run();
        assertEndedOnce("SUCCEEDED");
    }

    @Test
    void takesNothingMoreOnceItIsStopped() {
        world.echo(call -> AsyncWorld.answer("1"));
        world.events.stop();
        world.accept();
        world.pass(Duration.ofSeconds(5));
        assertThat(world.calls).isEmpty();
        assertThat(world.queue.content()).hasSize(1);
        assertThat(world.queue.content().stream().map(QueuedEvent::progress).collect(Collectors.toSet()))
                .containsExactly(Progress.NEW);
    }
}
