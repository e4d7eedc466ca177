package dev.davit.operator.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.CodeArchive;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.LayerVersionReason;
import dev.davit.transfer.Problem;
import dev.davit.transfer.TransferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeArchivesTest {

    private static final Verdict.Taken GOOD = new Verdict.Taken("ab".repeat(32), 10, 20);

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Deque<TransferException> failures = new ArrayDeque<>();
    private int inspections;
    private Instant now = Instant.parse("2026-11-27T00:00:00Z");
    private final CodeArchives archives =
            new CodeArchives(new ArchivePolicy(true, false), this::inspect, threads::add, new TestClock());

    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Verdict.Taken inspect(Origin origin) throws TransferException {
        inspections++;
        if (!failures.isEmpty()) {
            throw failures.removeFirst();
        }
        return GOOD;
    }

    private void work() {
        while (!threads.isEmpty()) {
            threads.removeFirst().run();
        }
    }

    private static Origin origin(String url) {
        FunctionCode code = new FunctionCode();
        code.archive = new CodeArchive();
        code.archive.url = url;
        code.archive.sha256 = GOOD.sha256();
        return Origin.of(code).orElseThrow();
    }

    private static Origin bucket() {
        FunctionCode code = new FunctionCode();
        code.s3Bucket = "bucket";
        code.s3Key = "code.zip";
        return Origin.of(code).orElseThrow();
    }

    @Test
    void answersAtOnceAndKnowsMoreLater() {
        Origin origin = origin("https://example.org/a.zip");
        assertThat(archives.look(origin))
                .isInstanceOfSatisfying(Verdict.Pending.class, pending -> assertThat(pending.trouble())
                        .isEqualTo(Trouble.CodeFetching));
        archives.look(origin);
        assertThat(threads).hasSize(1);
        work();
        assertThat(archives.look(origin)).isEqualTo(GOOD);
        assertThat(archives.look(origin("https://example.org/a.zip"))).isEqualTo(GOOD);
        assertThat(inspections).isEqualTo(1);
    }

    @Test
    void triesAgainLaterAndLaterAndTellsTheLastFailureMeanwhile() {
        Origin origin = origin("https://example.org/a.zip");
        failures.add(new TransferException(Problem.NOT_SERVED, "status 503"));
        failures.add(new TransferException(Problem.UNREACHABLE, "it took too long"));
        archives.look(origin);
        work();
        Verdict failed = new Verdict.Pending(Trouble.CodeUnavailable, "status 503");
        assertThat(archives.look(origin)).isEqualTo(failed);
        assertThat(threads).isEmpty();
        now = now.plus(Duration.ofSeconds(2));
        assertThat(archives.look(origin)).isEqualTo(failed);
        work();
        now = now.plus(Duration.ofSeconds(2));
        assertThat(archives.look(origin)).isEqualTo(new Verdict.Pending(Trouble.CodeUnavailable, "it took too long"));
        assertThat(threads).isEmpty();
        now = now.plus(Duration.ofSeconds(2));
        archives.look(origin);
        work();
        assertThat(archives.look(origin)).isEqualTo(GOOD);
    }

    @Test
    void refusesForGoodWhatOnlyAnEditCanMend() {
        Origin origin = origin("https://example.org/a.zip");
        failures.add(new TransferException(Problem.UNSAFE, "leaves the code folder"));
        archives.look(origin);
        work();
        assertThat(archives.look(origin)).isEqualTo(new Verdict.Refused(Trouble.CodeUnsafe, "leaves the code folder"));
        assertThat(inspections).isEqualTo(1);
        assertThat(archives.look(origin("https://example.org/other.zip"))).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void asksAgainWhenThereWasNoThread() {
        boolean[] full = {true};
        CodeArchives busy = new CodeArchives(
                new ArchivePolicy(true, true),
                this::inspect,
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException();
                    }
                    task.run();
                },
                new TestClock());
        Origin origin = origin("https://example.org/a.zip");
        assertThat(busy.look(origin)).isInstanceOf(Verdict.Pending.class);
        full[0] = false;
        busy.look(origin);
        assertThat(busy.look(origin)).isEqualTo(GOOD);
    }

    @Test
    void survivesAnErrorOfItsOwn() {
        CodeArchives broken = new CodeArchives(
                new ArchivePolicy(true, true),
                origin -> {
                    throw new IllegalStateException("no disk");
                },
                Runnable::run,
                new TestClock());
        broken.look(bucket());
        assertThat(broken.look(bucket()))
                .isInstanceOfSatisfying(Verdict.Pending.class, pending -> assertThat(pending.message())
                        .contains("an error of its own"));
    }

    @Test
    void refusesSourcesThatTheInstallationDoesNotHave() {
        assertThat(archives.look(bucket())).isInstanceOfSatisfying(Verdict.Refused.class, refused -> {
            assertThat(refused.trouble()).isEqualTo(Trouble.CodeSourceUnsupported);
            assertThat(refused.message()).contains("s3.endpoint");
        });
        CodeArchives off =
                new CodeArchives(new ArchivePolicy(false, true), this::inspect, Runnable::run, new TestClock());
        assertThat(off.look(origin("https://example.org/a.zip")))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.message())
                        .contains("code.archives.enabled"));
        assertThat(inspections).isZero();
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void hasAReasonOfFunctionsAndLayersForEveryTrouble(Trouble trouble) {
        assertThat(FunctionReason.valueOf(trouble.name())).isNotNull();
        assertThat(LayerVersionReason.valueOf(trouble.name())).isNotNull();
    }

    @Test
    void hasATroubleForEveryProblem() {
        assertThat(Arrays.stream(Problem.values()).map(Trouble::of)).doesNotContainNull();
    }
}
