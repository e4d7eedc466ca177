package dev.davit.gateway.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The one thread that talks to the queue's server, so that nothing else ever waits for it. */
final class QueueThread implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueueThread.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "davit-queue");
        made.setDaemon(true);
        return made;
    });

    QueueThread() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        thread.setRejectedExecutionHandler((task, executor) -> {});
    }

    /** Runs it there; what it throws is logged, and must have been dealt with. */
    void run(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    void after(Duration pause, Runnable task) {
        thread.schedule(() -> guarded(task), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void every(Duration period, Runnable task) {
        thread.scheduleWithFixedDelay(() -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("the queue of asynchronous events", e);
        }
    }

    /** Runs a last task, waits for it as long as allowed, and ends. */
    void close(Runnable last, Duration atMost) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.execute(() -> {
            guarded(last);
            done.complete(null);
        });
        thread.shutdown();
        done.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
        thread.shutdownNow();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
