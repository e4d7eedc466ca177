package dev.davit.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is to blame when an invocation waited in vain. */
class BlameTest {

    private final World world = World.synced(new Settings.Limits(1, 1));

    private Fault fault(World.Call call) {
        world.pass(Duration.ofSeconds(61));
        return fault(call.outcomes.getFirst());
    }

    private static Fault fault(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal().fault();
    }

    @Test
    void theOperatorWhenThereIsNoPool() {
        assertThat(fault(world.invoke(world.function("hello", "none", false, null))))
                .isEqualTo(Fault.POOL_MISSING);
    }

    @Test
    void theOperatorWhenItMakesNothing() {
        world.genericPool();
        assertThat(fault(world.invoke(world.genericFunction("hello")))).isEqualTo(Fault.ENVIRONMENT_NOT_MADE);
        assertThat(fault(world.invoke(world.imageFunction("image")))).isEqualTo(Fault.ENVIRONMENT_NOT_MADE);
    }

    @Test
    void theEnvironmentThatDoesNotComeUp() {
        world.genericPool();
        world.pod(World.GENERIC, "generic-a", PodPhase.PENDING, null, false);
        assertThat(fault(world.invoke(world.genericFunction("hello")))).isEqualTo(Fault.START_TIMEOUT);
        RevisionEntry image = world.imageFunction("image");
        world.pod(image.poolKey(), "image-a", PodPhase.PENDING, null, false);
        assertThat(fault(world.invoke(image))).isEqualTo(Fault.START_TIMEOUT);
    }

    @Test
    void eachLimitHasItsName() {
        RevisionEntry image = world.imageFunction("image");
        assertThat(fault(world.invoke(image, 0).outcomes.getFirst())).isEqualTo(Fault.RESERVED_CONCURRENCY);
        world.invoke(image);
        assertThat(fault(world.invoke(image).outcomes.getFirst())).isEqualTo(Fault.SHARED_CONCURRENCY);
    }

    @Test
    void theRateOfStartsHasItsNameToo() {
        World fast = World.synced(new Settings.Limits(10, 0));
        RevisionEntry image = fast.imageFunction("image");
        assertThat(fault(fast.invoke(image).outcomes.getFirst())).isEqualTo(Fault.START_RATE);
    }

    @Test
    void everybodyAtWork() {
        World wide = World.synced(new Settings.Limits(10, 10));
        RevisionEntry image = wide.imageFunction("image");
        EnvironmentId pod = wide.pod(image.poolKey(), "image-a");
        wide.next(pod);
        RevisionQueue queue = wide.dispatcher.state().queue(image);
        wide.invoke(image);
        assertThat(Blame.of(queue, wide.dispatcher.state().book(image.poolKey())))
                .isEqualTo(Fault.ALL_BUSY);
    }
}
