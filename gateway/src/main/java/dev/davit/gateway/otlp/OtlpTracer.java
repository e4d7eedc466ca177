package dev.davit.gateway.otlp;

import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.CallStart;
import dev.davit.gateway.observe.CallTrace;
import dev.davit.gateway.observe.TraceContext;
import dev.davit.gateway.observe.Tracer;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Follows calls with OpenTelemetry. Whether a call is followed is decided before anything is made for it: a proven caller's own
 * decision counts, if that is wanted, else a share of the traces is drawn by their ids. Spans wait for a thread that sends
 * them; when more wait than may, they are lost, and calls are not held up.
 */
public final class OtlpTracer implements Tracer, AutoCloseable {

    private static final int MOST_WAITING = 4096;
    private static final int MOST_SENT = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);
    private static final long DRIFT_NANOS = 2_000_000;

    private final OtlpSettings settings;
    private final Clock clock;
    private final ChosenIds ids = new ChosenIds();
    private final SdkTracerProvider provider;
    private final io.opentelemetry.api.trace.Tracer spans;
    private long epochNanos;

    /** Begins to send to where the settings say. */
    public OtlpTracer(OtlpSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.epochNanos = measured();
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint().toString())
                .setTimeout(PATIENCE)
                .setCompression("gzip");
        settings.headers().forEach(exporter::addHeader);
        this.provider = SdkTracerProvider.builder()
                .setResource(resource(settings))
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                        .setMaxQueueSize(MOST_WAITING)
                        .setMaxExportBatchSize(MOST_SENT)
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
        this.spans = provider.get("dev.davit.gateway");
    }

    private static Resource resource(OtlpSettings settings) {
        AttributesBuilder own = io.opentelemetry.api.common.Attributes.builder();
        settings.resource().forEach(own::put);
        return Resource.getDefault().merge(Resource.create(own.build()));
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public CallTrace begin(CallStart start) {
        TraceContext given = start.context();
        String traceId = given == null ? ChosenIds.fresh(clock.epochMillis()) : given.traceId();
        if (!isSampled(start, traceId)) {
            return null;
        }
        ids.next(traceId);
        return new CallSpans(spans, start, traceId, epoch());
    }

    private boolean isSampled(CallStart start, String traceId) {
        Boolean wished = start.context() == null ? null : start.context().sampled();
        boolean counts = start.trusted() && settings.trustCallers() || start.http() == null;
        if (wished != null && (counts || !wished)) {
            return wished;
        }
        return drawn(traceId) < settings.ratio();
    }

    /** A number from 0 to 1 by the 56 last bits of a trace's id, which the W3C asks to be random: all of a trace draw the same. */
    private static double drawn(String traceId) {
        return Long.parseUnsignedLong(traceId, 18, 32, 16) / (double) (1L << 56);
    }

    /** What to add to the clock's nanoseconds to get those since 1970; steady as long as the machine's clock is. */
    private long epoch() {
        long now = measured();
        if (Math.abs(now - epochNanos) > DRIFT_NANOS) {
            epochNanos = now;
        }
        return epochNanos;
    }

    private long measured() {
        return clock.epochMillis() * 1_000_000 - clock.nanos();
    }

    /** Sends what waits now. */
    void flush() {
        provider.forceFlush().join(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends what is left. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
