package dev.davit.gateway.app;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Bounded;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.FaultListener;
import dev.davit.gateway.observe.FaultReport;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * Counts every fault of the platform, and logs the first of each function and reason; as long as they go on, one line a
 * minute, which says how many there were since the last one. The line's fields say what happened to whom.
 */
public final class FaultJournal implements FaultListener {

    private static final Logger LOG = Logger.getLogger(FaultJournal.class.getName());
    private static final long PAUSE_NANOS = 60_000_000_000L;
    private static final int MOST_KEPT = 4096;

    private final InvocationMeter meter;
    private final Clock clock;
    private final Map<Kind, Silence> silences = Bounded.used(MOST_KEPT);

    private record Kind(FunctionKey function, Fault fault) {}

    private record Silence(long untilNanos, int swallowed) {}

    /** Counts there. */
    public FaultJournal(InvocationMeter meter, Clock clock) {
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public void happened(FaultReport report) {
        meter.failed(report.function(), report.fault());
        Kind kind = new Kind(report.function(), report.fault());
        long now = clock.nanos();
        Silence silence = silences.get(kind);
        if (silence != null && now - silence.untilNanos < 0) {
            silences.put(kind, new Silence(silence.untilNanos, silence.swallowed + 1));
            return;
        }
        silences.put(kind, new Silence(now + PAUSE_NANOS, 0));
        write(report, silence == null ? 0 : silence.swallowed);
    }

    private static void write(FaultReport report, int swallowed) {
        String more = swallowed == 0 ? "" : " (and " + swallowed + " times more since it was last said)";
        ExtLogRecord line = new ExtLogRecord(Level.WARN, report.message() + more, FaultJournal.class.getName());
        line.setLoggerName(LOG.getName());
        // On the line itself: what the thread's context holds depends on whose context the thread is in.
        line.setMdc(fields(report));
        LOG.logRaw(line);
    }

    private static Map<String, String> fields(FaultReport report) {
        Map<String, String> fields = new HashMap<>();
        put(fields, "requestId", report.requestId());
        put(
                fields,
                "namespace",
                report.function() == null ? null : report.function().namespace());
        put(
                fields,
                "function",
                report.function() == null ? null : report.function().name());
        put(fields, "version", report.version());
        put(fields, "component", report.fault().component());
        put(fields, "reason", report.fault().reason());
        return fields;
    }

    private static void put(Map<String, String> fields, String key, String value) {
        if (value != null) {
            fields.put(key, value);
        }
    }
}
