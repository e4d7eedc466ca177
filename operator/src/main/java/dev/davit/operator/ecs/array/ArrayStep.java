package dev.davit.operator.ecs.array;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.operator.kernel.Conditions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of an array in one pass.
 *
 * @param succeeded the indexes that ended well
 * @param failed the indexes that failed for good
 * @param active how many tasks have not stopped
 * @param pending how many indexes have no task yet and are not over
 * @param start the tasks to make
 * @param stop the tasks to stop
 */
record ArrayStep(BitSet succeeded, BitSet failed, int active, int pending, List<Next> start, List<Task> stop) {

    /** An index and which try of it. */
    record Next(int index, int attempt) {}

    /** Whether nothing more will happen. */
    boolean over() {
        return active == 0 && start.isEmpty() && stop.isEmpty();
    }

    /** Decides. */
    static ArrayStep of(ArrayInputs inputs) {
        BitSet succeeded = Indexes.read(inputs.status().succeededIndexes);
        BitSet failed = Indexes.read(inputs.status().failedIndexes);
        List<Next> again = new ArrayList<>();
        List<Task> active = new ArrayList<>();
        Map<Integer, Task> newest = newest(inputs.tasks());
        newest.forEach((index, task) -> {
            if (!stopped(task)) {
                active.add(task);
            } else if (well(task)) {
                succeeded.set(index);
            } else if (attempt(task) >= inputs.attempts() || inputs.stopWanted() || timedOut(task)) {
                failed.set(index);
            } else if (!succeeded.get(index) && !failed.get(index)) {
                again.add(new Next(index, attempt(task) + 1));
            }
        });
        failed.andNot(succeeded);
        List<Next> first = unstarted(inputs.array().getSpec().size, succeeded, failed, newest);
        if (inputs.stopWanted()) {
            List<Task> stop = active.stream().filter(ArrayStep::running).toList();
            return new ArrayStep(succeeded, failed, active.size(), first.size() + again.size(), List.of(), stop);
        }
        again.addAll(first);
        int room = Math.clamp(inputs.maxConcurrency() - active.size(), 0, again.size());
        return new ArrayStep(
                succeeded,
                failed,
                active.size() + room,
                again.size() - room,
                List.copyOf(again.subList(0, room)),
                List.of());
    }

    private static List<Next> unstarted(int size, BitSet succeeded, BitSet failed, Map<Integer, Task> newest) {
        List<Next> unstarted = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            if (!succeeded.get(index) && !failed.get(index) && !newest.containsKey(index)) {
                unstarted.add(new Next(index, 1));
            }
        }
        return unstarted;
    }

    /** The newest try of each index that has one. */
    private static Map<Integer, Task> newest(List<Task> tasks) {
        Map<Integer, Task> newest = new HashMap<>();
        for (Task task : tasks) {
            newest.merge(number(task, Labels.ARRAY_INDEX), task, (a, b) -> attempt(a) > attempt(b) ? a : b);
        }
        return newest;
    }

    private static int attempt(Task task) {
        return number(task, Labels.ARRAY_ATTEMPT);
    }

    private static int number(Task task, String label) {
        return Integer.parseInt(task.getMetadata().getLabels().get(label));
    }

    private static boolean stopped(Task task) {
        return task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
    }

    private static boolean well(Task task) {
        return Conditions.find(task.getStatus().conditions, "Run")
                .filter(run -> "True".equals(run.getStatus()) && "Succeeded".equals(run.getReason()))
                .isPresent();
    }

    /** One that was ended for its time-out is not tried again, as with AWS Batch. */
    private static boolean timedOut(Task task) {
        return Conditions.find(task.getStatus().conditions, "Run")
                .filter(run -> TaskReason.TimedOut.name().equals(run.getReason()))
                .isPresent();
    }

    private static boolean running(Task task) {
        return !"STOPPED".equals(task.getSpec().desiredStatus);
    }
}
