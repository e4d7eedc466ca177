package dev.davit.gateway.meter;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.kernel.Fault;

/** Port: where invocations are counted, under CloudWatch's metric names. */
public interface InvocationMeter {

    /** The counters of one function; asked for once and kept. */
    FunctionMeter function(FunctionKey function);

    /** The counters of one function's asynchronous events; asked for once and kept. */
    default AsyncMeter events(FunctionKey function) {
        return AsyncMeter.NONE;
    }

    /** A request to the function's URL was answered: {@code UrlRequestCount}, {@code Url4xxCount}, {@code Url5xxCount}, {@code UrlRequestLatency}. */
    default void urlAnswered(FunctionKey function, int status, long nanos) {}

    /** The platform failed a call: {@code function} is null when it was for none that is known. */
    default void failed(FunctionKey function, Fault fault) {}

    /** The function is gone: its series may go. */
    void forget(FunctionKey function);

    /** Counts nothing. */
    InvocationMeter NONE = new InvocationMeter() {
        @Override
        public FunctionMeter function(FunctionKey function) {
            return FunctionMeter.NONE;
        }

        @Override
        public void forget(FunctionKey function) {}
    };
}
