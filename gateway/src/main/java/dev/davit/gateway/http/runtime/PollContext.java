package dev.davit.gateway.http.runtime;

import dev.davit.gateway.catalog.CodeLoader;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.FaultListener;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a poll needs to be answered.
 *
 * @param dispatcher who answers it
 * @param clock the time
 * @param codeLoader where code is that the catalog does not hold
 * @param owner the thread of all of it
 * @param moved who finds out where else an unanswered poll is to be asked
 * @param faults who is told when code cannot be had
 */
record PollContext(
        Dispatcher dispatcher,
        Clock clock,
        CodeLoader codeLoader,
        Executor owner,
        Consumer<RuntimeCall> moved,
        FaultListener faults) {}
