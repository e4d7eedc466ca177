package dev.davit.gateway.observe;

/** Port: one call as a tracer follows it. Owner thread only. */
public interface CallTrace {

    /** {@code X-Amzn-Trace-Id} for the caller, and for what is caused by the call later. */
    String header();

    /** An environment gets it now: {@code Lambda-Runtime-Trace-Id}. The same again when it gets it again. */
    String handed(long nanos);

    /** It is over. The last thing that is told of it; must be told. */
    void ended(CallEnd end);
}
