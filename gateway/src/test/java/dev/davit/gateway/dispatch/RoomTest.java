package dev.davit.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.VersionEntry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to idle environments when no node has room for one that somebody waits for. */
class RoomTest {

    private final World world = World.synced();
    private final RevisionEntry old = world.imageFunction("old");
    private final RevisionEntry young = world.imageFunction("young");
    private final RevisionEntry wanted = world.imageFunction("wanted");

    private void idle(RevisionEntry revision) {
        world.next(world.pod(revision.poolKey(), revision.functionName() + "-0"));
    }

    private void homeless() {
        world.pod(wanted.poolKey(), "wanted-0", PodPhase.UNSCHEDULABLE, null, false);
    }

    @Test
    void theOneThatWasIdleLongestGivesWay() {
        idle(old);
        world.pass(Duration.ofSeconds(5));
        idle(young);
        world.pass(Duration.ofSeconds(5));
        world.invoke(wanted);
        homeless();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.demand(old.poolKey()).retire()).containsExactly("old-0");
        assertThat(world.demand(young.poolKey()).retire()).isEmpty();
        world.pass(Duration.ofSeconds(3)); // its pod is not gone yet: one place is being made already
        assertThat(world.demand(young.poolKey()).retire()).isEmpty();
    }

    @Test
    void nobodyGivesWayForAPodThatNobodyWaitsFor() {
        idle(old);
        homeless();
        world.pass(Duration.ofSeconds(30));
        assertThat(world.demand(old.poolKey()).retire()).isEmpty();
    }

    @Test
    void whatIsProvisionedStays() {
        world.feed.put(new VersionEntry(old.function(), "old-v1", "1", "old-1", 1));
        world.next(world.provisionedPod(old.poolKey(), "old-0"));
        world.pass(Duration.ofSeconds(5));
        world.invoke(wanted);
        homeless();
        world.pass(Duration.ofSeconds(5));
        assertThat(world.demand(old.poolKey()).retire()).isEmpty();
    }
}
