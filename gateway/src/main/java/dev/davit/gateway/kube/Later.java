package dev.davit.gateway.kube;

/** One thread of work with a clock: what is handed in runs in order, never two at once. */
interface Later {

    void now(Runnable work);

    void after(long nanos, Runnable work);

    /** Nanoseconds from an arbitrary origin. */
    long nanos();
}
