package dev.davit.gateway.kube;

import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentLogs;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Pods' logs, by the API server, which asks the node. */
final class PodLogs implements EnvironmentLogs {

    /** 4 KB are told of them; lines may be short. */
    private static final int MOST_LINES = 1000;

    private static final int MOST_BYTES = 1024 * 1024;

    private final ApiServer api;

    PodLogs(ApiServer api) {
        this.api = api;
    }

    @Override
    public CompletionStage<List<Line>> read(EnvironmentId environment, long sinceEpochMillis) {
        String path = "/api/v1/namespaces/" + environment.namespace() + "/pods/" + environment.pod()
                + "/log?timestamps=true&tailLines=" + MOST_LINES + "&limitBytes=" + MOST_BYTES;
        if (sinceEpochMillis > 0) {
            // Whole seconds are all that the API knows here; the lines' own times say it exactly.
            path += "&sinceTime=" + Instant.ofEpochMilli(sinceEpochMillis).truncatedTo(ChronoUnit.SECONDS);
        }
        return api.text(path).thenApply(PodLogs::lines);
    }

    static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                try {
                    lines.add(new Line(
                            Instant.parse(line.substring(0, blank)).toEpochMilli(), line.substring(blank + 1)));
                } catch (DateTimeParseException e) {
                    continue; // the node's own word instead of a line, such as that the log was rotated
                }
            }
        }
        return lines;
    }
}
