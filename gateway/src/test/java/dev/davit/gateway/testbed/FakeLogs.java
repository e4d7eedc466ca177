package dev.davit.gateway.testbed;

import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentLogs.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The logs of pods: lines that are there at once, or only when they were looked for before. */
public final class FakeLogs {

    private final Map<String, List<Line>> written = new HashMap<>();
    private final Map<String, List<Line>> onTheirWay = new HashMap<>();
    private boolean broken;

    /** A pod's process writes a line now. */
    public synchronized void write(String pod, String text) {
        written.computeIfAbsent(pod, key -> new ArrayList<>()).add(new Line(System.currentTimeMillis(), text));
    }

    /** The same, but it is in the log only after the next look. */
    public synchronized void writeLate(String pod, String text) {
        onTheirWay.computeIfAbsent(pod, key -> new ArrayList<>()).add(new Line(System.currentTimeMillis(), text));
    }

    /** Nobody can read them any more. */
    public synchronized void fail() {
        broken = true;
    }

    synchronized List<Line> read(EnvironmentId environment, long since) {
        if (broken) {
            throw new IllegalStateException("no logs");
        }
        List<Line> all = written.computeIfAbsent(environment.pod(), key -> new ArrayList<>());
        List<Line> seen = all.stream()
                .filter(line -> line.epochMillis() >= since / 1000 * 1000)
                .toList();
        List<Line> late = onTheirWay.remove(environment.pod());
        if (late != null) {
            all.addAll(late);
        }
        return seen;
    }
}
