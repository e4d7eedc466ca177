package dev.davit.operator.ecs.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskArray;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An array's life, pass by pass (ADR 26, invariants 11 to 13). */
class ArrayStepTest {

    private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:3";

    private final Map<String, Task> tasks = new TreeMap<>();
    private final TaskArray array = new TaskArray();
    private Instant now = Instant.parse("2026-11-27T10:00:00Z");

    private void size(int size, int concurrency, Integer attempts) {
        array.setMetadata(new ObjectMetaBuilder()
                .withName("parts")
                .withNamespace("team-a")
                .withUid("uid")
                .withGeneration(1L)
                .build());
        array.getSpec().size = size;
        array.getSpec().maxConcurrency = concurrency;
        array.getSpec().attempts = attempts;
        array.getSpec().taskDefinition = "report";
    }

    private ArrayStep pass() {
        now = now.plusSeconds(1);
        ArrayInputs inputs = new ArrayInputs(array, List.copyOf(tasks.values()), now);
        ArrayStep step = ArrayStep.of(inputs);
        step.start().forEach(next -> {
            Task task = ArrayTasks.of(array, next, ArrayReport.revision(inputs));
            tasks.putIfAbsent(task.getMetadata().getName(), task);
        });
        step.stop().forEach(task -> task.getSpec().desiredStatus = "STOPPED");
        array.setStatus(ArrayReport.of(inputs, step, Optional.empty()));
        return step;
    }

    private static void end(Task task, boolean well) {
        task.setStatus(new TaskStatus());
        task.getStatus().taskDefinitionArn = ARN;
        task.getStatus().lastStatus = "STOPPED";
        Condition run = new ConditionBuilder()
                .withType("Run")
                .withStatus(well ? "True" : "False")
                .withReason(well ? "Succeeded" : "EssentialContainerExited")
                .build();
        task.getStatus().conditions = List.of(run);
    }

    private Task task(String name) {
        return tasks.get("parts-" + name);
    }

    private String reason() {
        return array.getStatus().conditions.stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus() + " " + condition.getReason())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runsSoManyAtOnceAndFollowsUpInOrder() {
        size(5, 2, null);
        pass();
        assertThat(tasks).containsOnlyKeys("parts-0-1", "parts-1-1");
        assertThat(task("0-1").getMetadata().getLabels())
                .containsEntry(Labels.ARRAY_INDEX, "0")
                .containsEntry(Labels.ARRAY_SIZE, "5")
                .containsEntry(Labels.ARRAY_ATTEMPT, "1");
        pass();
        assertThat(tasks).hasSize(2);
        end(task("1-1"), true);
        pass();
        assertThat(tasks).hasSize(3).containsKey("parts-2-1");
        assertThat(task("2-1").getSpec().taskDefinition).isEqualTo(ARN);
        assertThat(array.getStatus().succeededIndexes).isEqualTo("1");
        assertThat(array.getStatus().pending).isEqualTo(2);
        assertThat(array.getStatus().active).isEqualTo(2);
    }

    @Test
    void whatRanOutOfTimeIsNotTriedAgain() {
        size(1, 10, 3);
        pass();
        end(task("0-1"), false);
        task("0-1").getStatus().conditions.getFirst().setReason("TimedOut");
        pass();
        assertThat(tasks).hasSize(1);
        assertThat(array.getStatus().failedIndexes).isEqualTo("0");
    }

    @Test
    void isReadyWhenAllEndedWell() {
        size(3, 10, null);
        pass();
        tasks.values().forEach(task -> end(task, true));
        pass();
        assertThat(reason()).isEqualTo("True Ready");
        assertThat(array.getStatus().succeededIndexes).isEqualTo("0-2");
        String stopped = array.getStatus().stoppedAt;
        tasks.clear(); // their time is over
        pass();
        assertThat(tasks).isEmpty();
        assertThat(array.getStatus().stoppedAt).isEqualTo(stopped);
    }

    @Test
    void triesAnIndexAgainAsOftenAsItMay() {
        size(2, 10, 2);
        pass();
        end(task("0-1"), false);
        end(task("1-1"), true);
        pass();
        assertThat(tasks).hasSize(3).containsKey("parts-0-2");
        assertThat(array.getStatus().failed).isZero();
        end(task("0-2"), false);
        pass();
        assertThat(tasks).hasSize(3);
        assertThat(array.getStatus().failedIndexes).isEqualTo("0");
        assertThat(reason()).isEqualTo("False TaskFailed");
    }

    @Test
    void stopsWhatRunsAndStartsNothingMore() {
        size(5, 2, 3);
        pass();
        array.getSpec().desiredStatus = "STOPPED";
        pass();
        assertThat(tasks.values()).allMatch(task -> "STOPPED".equals(task.getSpec().desiredStatus));
        assertThat(array.getStatus().stoppedAt).isNull();
        tasks.values().forEach(task -> end(task, false));
        pass();
        assertThat(tasks).hasSize(2);
        assertThat(reason()).isEqualTo("False Stopped");
        assertThat(array.getStatus().pending).isEqualTo(3);
    }

    @Test
    void aLowerLimitStopsNothing() {
        size(6, 4, null);
        pass();
        array.getSpec().maxConcurrency = 1;
        ArrayStep step = pass();
        assertThat(step.stop()).isEmpty();
        assertThat(step.start()).isEmpty();
    }

    /** Tasks end, well or not, and go when their time is over; the operator dies between its writes. Each index ends once. */
    @ParameterizedTest
    @ValueSource(ints = {2, 100, 10_000})
    void everyIndexEndsOnceWhateverHappens(int size) {
        Random random = new Random(size);
        size(size, 100, 3);
        Set<Integer> well = new HashSet<>();
        int passes = 0;
        while (array.getStatus() == null || array.getStatus().stoppedAt == null) {
            var before = array.getStatus();
            pass();
            if (random.nextInt(10) == 0) {
                array.setStatus(before); // the status was not written
            }
            long active = tasks.values().stream()
                    .filter(task -> task.getStatus() == null)
                    .count();
            assertThat(active).isLessThanOrEqualTo(100);
            BitSet known = array.getStatus() == null ? new BitSet() : Indexes.read(array.getStatus().succeededIndexes);
            for (Task task : new ArrayList<>(tasks.values())) {
                int index = Integer.parseInt(task.getMetadata().getLabels().get(Labels.ARRAY_INDEX));
                if (task.getStatus() == null && random.nextInt(3) == 0) {
                    boolean good = random.nextInt(4) > 0;
                    end(task, good);
                    if (good) {
                        assertThat(well.add(index))
                                .as("index %d ended well twice", index)
                                .isTrue();
                    }
                } else if (task.getStatus() != null && known.get(index)) {
                    tasks.remove(task.getMetadata().getName());
                }
            }
            assertThat(++passes).isLessThan(100_000);
        }
        assertThat(array.getStatus().succeeded + array.getStatus().failed).isEqualTo(size);
        assertThat(array.getStatus().succeeded).isEqualTo(well.size());
        assertThat(array.getStatus().pending).isZero();
    }

    @Test
    void writesSetsAsRanges() {
        BitSet set = new BitSet();
        assertThat(Indexes.text(set)).isNull();
        set.set(0, 8);
        set.set(9);
        set.set(11, 13);
        assertThat(Indexes.text(set)).isEqualTo("0-7,9,11-12");
        assertThat(Indexes.read("0-7,9,11-12")).isEqualTo(set);
        assertThat(Indexes.read(null).isEmpty()).isTrue();
    }
}
