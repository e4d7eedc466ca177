/**
 * Binds invocations to environments, late. One owner thread calls everything here; nothing blocks, nothing locks: with one
 * event loop a warm invocation crosses no thread, which on few cores is worth more than parallel parsing.
 *
 * <p>Invariants (tests carry the numbers): D1 every submitted invocation gets exactly one outcome. D2 an invocation is given
 * to at most one environment. D3 no invocation waits while an environment of its revision is idle. D4 an environment only
 * gets invocations of its revision. D5 a function's count of concurrent invocations is the number of its invocations
 * without outcome and never exceeds its reserved concurrency. D6 an environment that timed out, crashed or failed to
 * initialise gets no invocation any more; unless its process ended by itself, it stays in its pool's retire list until its
 * pod is gone. D7 the counters of a
 * queue equal the states of its environments, those at work for a former owner of the namespace included. D8 a claim stays in the pool's demand until its pod is gone.
 */
package dev.davit.gateway.dispatch;
