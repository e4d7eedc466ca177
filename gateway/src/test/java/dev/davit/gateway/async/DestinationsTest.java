package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationsTest {

    private static final String ERROR = "{\"errorMessage\":\"no\",\"errorType\":\"E\"}";

    private final AsyncWorld world = new AsyncWorld();

    private static String payload(Invocation call) {
        return new String(((Payload.Bytes) call.call().payload()).array(), StandardCharsets.UTF_8);
    }

    private List<Invocation> callsOf(String function) {
        return world.calls.stream()
                .filter(call -> call.call().function().name().equals(function))
                .toList();
    }

    private void failing(String failure, String dead) {
        world.function(
                "echo", AsyncWorld.config(0, 21_600, null, failure, dead), null, call -> AsyncWorld.error(ERROR));
    }

    @Test
    void tellsASubjectOfASuccess() {
        world.function("echo", AsyncWorld.config(2, 60, "nats:done", null, null), null, call -> AsyncWorld.answer("7"));
        world.accept();
        assertThat(world.told).hasSize(1);
        assertThat(new String(world.told.getFirst().body(), StandardCharsets.UTF_8))
                .contains("\"condition\":\"Success\"", "\"responsePayload\":7");
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(1);
        assertThat(world.queue.content()).isEmpty();
    }

    @Test
    void tellsOfAnEventBeforeThoseThatWaitBehindIt() {
        List<Invocation> open = new ArrayList<>();
        world.function("echo", AsyncWorld.config(2, 60, "nats:done", null, null), 1, call -> {
            open.add(call);
            return null;
        });
        String first = world.accept();
        world.accept();
        world.accept();
        assertThat(open).hasSize(1);
        open.getFirst().complete(AsyncWorld.answer("7"));
        world.run();
        assertThat(world.told).extracting(Destinations.Message::id).containsExactly(first + ":destination");
        assertThat(open).as("then the next one runs").hasSize(2);
        open.get(1).complete(AsyncWorld.answer("8"));
        world.run();
        open.get(2).complete(AsyncWorld.answer("9"));
        world.run();
        assertThat(world.told).hasSize(3);
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(3);
        assertThat(world.meter.of("duplicates")).isZero();
        assertThat(world.queue.content()).isEmpty();
    }

    @Test
    void tellsTheDestinationThenTheDeadLetterTargetOfAFailure() {
        failing("nats:failed", "nats:dead");
        String id = world.accept();
        assertThat(world.told)
                .extracting(Destinations.Message::id)
                .containsExactly(id + ":destination", id + ":dead-letter");
        assertThat(world.told.get(1).attributes()).containsEntry("ErrorMessage", "no");
        assertThat(world.meter.of("DEAD_LETTERED")).isEqualTo(1);
        assertThat(world.meter.ended()).isEqualTo(1);
    }

    @Test
    void aDestinationThatTakesNothingKeepsNothingFromTheDeadLetterTarget() {
        world.function("dead", AsyncWorld.config(0, 21_600, null, null, null), null, call -> AsyncWorld.answer("1"));
        failing("nowhere", "dead");
        world.accept();
        assertThat(callsOf("dead")).hasSize(1);
        assertThat(world.queue.content()).as("the destination is told later").hasSize(1);
        world.function("nowhere", AsyncWorld.config(0, 21_600, null, null, null), null, call -> AsyncWorld.answer("1"));
        world.pass(Duration.ofMinutes(5));
        assertThat(callsOf("nowhere")).hasSize(1);
        assertThat(callsOf("dead")).as("once").hasSize(1);
        assertThat(world.queue.content()).isEmpty();
    }

    @Test
    void tellsAgainUntilItIsTaken() {
        failing("nats:failed", null);
        world.sent = new Destinations.Sent.Failed("out of order", false);
        world.accept();
        world.pass(Duration.ofSeconds(20));
        assertThat(world.told).hasSizeGreaterThan(2);
        assertThat(world.meter.ended()).isZero();
        assertThat(world.meter.of("destinationFailures")).isEqualTo(world.told.size());
        world.sent = new Destinations.Sent.Delivered();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.meter.of("DEAD_LETTERED")).isEqualTo(1);
        assertThat(callsOf("echo")).as("telling again is not calling again").hasSize(1);
    }

    @Test
    void aDeliveryThatWasInterruptedGoesOnInTheNextProcess() {
        failing("nats:failed", "nats:dead");
        world.sent = new Destinations.Sent.Failed("out of order", false);
        world.accept();
        world.sent = new Destinations.Sent.Delivered();
        world.crash();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.meter.of("DEAD_LETTERED")).isEqualTo(1);
        assertThat(world.calls).as("calls after the crash").isEmpty();
    }

    @Test
    void givesUpOnWhatCannotBeReached() {
        failing("arn:aws:sqs:us-east-1:123456789012:queue", "nats:>");
        world.accept();
        assertThat(world.told).isEmpty();
        assertThat(world.meter.of("destinationFailures")).isEqualTo(1);
        assertThat(world.meter.of("deadLetterErrors")).isEqualTo(1);
        assertThat(world.meter.of("DROPPED")).isEqualTo(1);
    }

    @Test
    void callsAnotherFunctionWithTheRecord() {
        failing("other", null);
        world.function("other", AsyncWorld.config(2, 60, null, null, null), null, call -> AsyncWorld.answer("1"));
        world.accept();
        assertThat(callsOf("other")).hasSize(1);
        assertThat(payload(callsOf("other").getFirst()))
                .contains("\"condition\":\"RetriesExhausted\"", "\"requestPayload\":{\"n\":1}");
        assertThat(world.meter.of("DEAD_LETTERED")).isEqualTo(1);
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(1);
    }

    @Test
    void aCircleOfDestinationsEndsAfterSixteenTurns() {
        world.function("echo", AsyncWorld.config(2, 60, "back", null, null), null, call -> AsyncWorld.answer("1"));
        world.function(
                "back", AsyncWorld.config(2, 60, "echo", "nats:lost", null), null, call -> AsyncWorld.answer("1"));
        world.accept();
        world.pass(Duration.ofSeconds(5));
        assertThat(callsOf("echo")).hasSize(Lineage.MOST_TURNS);
        assertThat(callsOf("back")).hasSize(Lineage.MOST_TURNS);
        assertThat(world.meter.of("recursionDropped")).isEqualTo(1);
        assertThat(world.queue.content()).isEmpty();
    }

    @Test
    void anAnswerThatTheQueueCannotHoldIsLeftOut() {
        world.queue.largest(2000);
        world.function(
                "echo",
                AsyncWorld.config(2, 60, "nats:done", null, null),
                null,
                call -> AsyncWorld.answer("9".repeat(5000)));
        world.accept();
        assertThat(new String(world.told.getFirst().body(), StandardCharsets.UTF_8))
                .endsWith("\"responsePayload\":null}");
        assertThat(world.meter.of("SUCCEEDED")).isEqualTo(1);
    }
}
