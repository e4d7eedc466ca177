package dev.davit.operator.config;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the heap about as large as what lives in it. The serial collector lets its old generation grow to the heap's limit before
 * it collects there, and what caches of many kinds replace is garbage that has become old: resident memory would follow what
 * has happened, not what there is. A collection stops the operator for a tenth of a second or so, at most twice a minute,
 * and once after things have become quiet.
 */
@Singleton
class HeapTrim {

    private static final long PERIOD_SECONDS = 30;
    private static final long LEAST = 8 << 20;
    private static final long LEFT_OVER = 1 << 20;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heap-trim").factory());

    private long seen;

    void start(@Observes StartupEvent event) {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool ->
                        pool.getType() == MemoryType.HEAP && pool.getName().contains("Tenured"))
                .forEach(old -> timer.scheduleWithFixedDelay(
                        () -> trim(old), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void trim(MemoryPoolMXBean old) {
        long used = old.getUsage().getUsed();
        long lived = old.getCollectionUsage().getUsed();
        if (isWorthIt(used, lived) || isQuiet(used, seen) && isLeftOver(used, lived)) {
            System.gc();
            used = old.getUsage().getUsed();
        }
        seen = used;
    }

    /**
     * Whether so much has become old since the old generation was last collected that a good part of it may be garbage.
     *
     * @param used bytes in it now
     * @param lived bytes that were left by that collection; 0 when there was none
     */
    static boolean isWorthIt(long used, long lived) {
        return used - lived > Math.max(LEAST, lived / 4);
    }

    /** Whether nothing has become old for a period: what happened is over. */
    static boolean isQuiet(long used, long before) {
        return used == before;
    }

    /** Whether what happened may have left garbage: a collection then costs nobody time. */
    static boolean isLeftOver(long used, long lived) {
        return used - lived > LEFT_OVER;
    }
}
