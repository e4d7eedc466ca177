package dev.davit.gateway.kube;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one thread that decides when pools are written. */
final class WriteThread implements Later, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WriteThread.class.getName());

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "davit-pool-writes");
        thread.setDaemon(true);
        return thread;
    });

    WriteThread() {
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((work, shutDown) -> {});
    }

    @Override
    public void now(Runnable work) {
        executor.execute(work);
    }

    @Override
    public void after(long nanos, Runnable work) {
        executor.schedule(work, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    /** Asks on the thread, every now and then, until the answer is yes or patience ends. Blocks. */
    void drain(BooleanSupplier finished, Duration patience) {
        long end = nanos() + patience.toNanos();
        try {
            while (!executor.schedule(finished::getAsBoolean, 20, TimeUnit.MILLISECONDS)
                            .get()
                    && nanos() < end) {
                LOG.fine("Pools are still to be written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "Pools were left unwritten", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
