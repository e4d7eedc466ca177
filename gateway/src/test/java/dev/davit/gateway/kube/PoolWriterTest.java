package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.scale.PoolDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PoolWriterTest {

    private static final PoolKey POOL = new PoolKey("team-a", "python311-128-abc");

    private final FakeLater later = new FakeLater();
    private final PoolUids uids = new PoolUids();
    private final Api api = new Api();
    private final CoalescedPoolWrites writes =
            new CoalescedPoolWrites(new PoolWriter.Means(uids, api, later, new Random0(), new PoolWriter.Tally() {
                @Override
                public void written() {
                    api.written++;
                }

                @Override
                public void failed() {
                    api.failed++;
                }
            }));

    /** Always the lowest number. */
    private static final class Random0 implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }
    }

    private static final class FakeLater implements Later {
        private record Due(long at, Runnable work) {}

        private final List<Due> due = new ArrayList<>();
        private long millis;

        @Override
        public void now(Runnable work) {
            work.run();
        }

        @Override
        public void after(long nanos, Runnable work) {
            due.add(new Due(millis + nanos / 1_000_000, work));
        }

        @Override
        public long nanos() {
            return millis * 1_000_000;
        }

        void advance(long by) {
            long end = millis + by;
            while (true) {
                Due next = due.stream().min(Comparator.comparingLong(Due::at)).orElse(null);
                if (next == null || next.at > end) {
                    break;
                }
                due.remove(next);
                millis = Math.max(millis, next.at);
                next.work.run();
            }
            millis = end;
        }
    }

    private static final class Api implements PoolApply {
        final List<PoolDemand> sent = new ArrayList<>();
        final List<String> to = new ArrayList<>();
        CompletableFuture<Long> answer = new CompletableFuture<>();
        int written;
        int failed;

        @Override
        public CompletionStage<Long> apply(PoolKey pool, String uid, PoolDemand demand) {
            sent.add(demand);
            to.add(uid);
            return answer;
        }

        void answer(long version) {
            CompletableFuture<Long> waiting = answer;
            answer = new CompletableFuture<>();
            waiting.complete(version);
        }

        void fail() {
            CompletableFuture<Long> waiting = answer;
            answer = new CompletableFuture<>();
            waiting.completeExceptionally(new IllegalStateException("409"));
        }
    }

    private static PoolDemand replicas(int n) {
        return new PoolDemand(n, Map.of(), Set.of());
    }

    private void put(int n) {
        writes.put(POOL, replicas(n));
    }

    @Test
    void writesTheFirstAtOnceAndThenOnlyTheLatest() {
        uids.put(POOL, "u1");
        put(1);
        assertThat(api.sent).containsExactly(replicas(1));
        put(2);
        put(3);
        later.advance(50);
        api.answer(10);
        put(4);
        later.advance(149);
        assertThat(api.sent).hasSize(1);
        later.advance(1);
        assertThat(api.sent).containsExactly(replicas(1), replicas(4));
        api.answer(11);
        later.advance(10_000);
        assertThat(api.sent).hasSize(2);
        assertThat(api.written).isEqualTo(2);
    }

    @Test
    void hasOneWriteUnderWayHoweverSlow() {
        uids.put(POOL, "u1");
        put(1);
        put(2);
        later.advance(5_000);
        assertThat(api.sent).hasSize(1);
        api.answer(10);
        assertThat(api.sent).containsExactly(replicas(1), replicas(2));
    }

    @Test
    void writesNothingTwice() {
        uids.put(POOL, "u1");
        put(1);
        api.answer(10);
        later.advance(1_000);
        put(1);
        later.advance(1_000);
        assertThat(api.sent).hasSize(1);
    }

    @Test
    void triesAgainWithGrowingPausesUntilWritten() {
        uids.put(POOL, "u1");
        put(1);
        for (long pause : new long[] {100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
            int before = api.sent.size();
            api.fail();
            later.advance(pause - 1);
            assertThat(api.sent).hasSize(before);
            later.advance(1);
            assertThat(api.sent).hasSize(before + 1);
        }
        put(7);
        api.answer(10);
        later.advance(200);
        assertThat(api.sent.getLast()).isEqualTo(replicas(7));
        assertThat(api.failed).isEqualTo(8);
    }

    @Test
    void dropsAPoolThatIsNotThere() {
        put(1);
        assertThat(api.sent).isEmpty();
        uids.put(POOL, "u1");
        put(2);
        uids.remove(POOL, "u1");
        api.fail();
        later.advance(60_000);
        assertThat(api.sent).hasSize(1);
    }

    @Test
    void writesAgainForAnotherPoolOfTheSameName() {
        uids.put(POOL, "u1");
        put(1);
        api.answer(10);
        uids.put(POOL, "u2");
        later.advance(1_000);
        put(1);
        assertThat(api.to).containsExactly("u1", "u2");
    }

    @Test
    void putsRightWhatWasChangedAfterItsWriteButNotWhatItSeesLate() {
        uids.put(POOL, "u1");
        put(1);
        api.answer(10);
        later.advance(1_000);
        writes.seen(POOL, replicas(0), 9);
        writes.seen(POOL, replicas(1), 12);
        assertThat(api.sent).hasSize(1);
        writes.seen(POOL, replicas(5), 13);
        assertThat(api.sent).containsExactly(replicas(1), replicas(1));
    }

    @Test
    void writesWhatWaitsWhenHurried() {
        uids.put(POOL, "u1");
        put(1);
        api.answer(10);
        put(2);
        assertThat(api.sent).hasSize(1);
        assertThat(writes.hurry()).isFalse();
        assertThat(api.sent).hasSize(2);
        api.answer(11);
        assertThat(writes.hurry()).isTrue();
        later.advance(1_000);
        assertThat(api.sent).hasSize(2);
    }
}
