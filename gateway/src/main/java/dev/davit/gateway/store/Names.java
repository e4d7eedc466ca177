package dev.davit.gateway.store;

import dev.davit.api.common.Accounts;
import dev.davit.gateway.catalog.FunctionKey;

/** Pure: what streams, subjects and consumers are called. An event's subject is its own, so that its state is replaced, not added to. */
final class Names {

    static final String EVENTS = "DAVIT_ASYNC";
    static final String EVENT_SUBJECTS = "davit.async.>";
    static final String DESTINATIONS = "DAVIT_DESTINATIONS";
    static final String DESTINATION_SUBJECTS = "davit.destination.>";

    /** Where a message is taken out of the stream of events. */
    static final String DELETE_EVENT = "$JS.API.STREAM.MSG.DELETE." + EVENTS;

    private static final String NEXT = "$JS.API.CONSUMER.MSG.NEXT.";

    private Names() {}

    /** {@code davit.async.<account>.<function>.<request id>}. */
    static String subject(FunctionKey function, String requestId) {
        return "davit.async." + Accounts.of(function.namespace()) + "." + function.name() + "." + requestId;
    }

    static String subjects(FunctionKey function) {
        return subject(function, "*");
    }

    /** A consumer a function; account ids are all as long as each other, so no two are alike. */
    static String consumer(FunctionKey function) {
        return Accounts.of(function.namespace()) + "_" + function.name();
    }

    /** Whom a consumer is for, in words that can be read back: an account id cannot. */
    static String description(FunctionKey function) {
        return function.namespace() + "/" + function.name();
    }

    /** The function of a consumer's description; null when it is not one of ours. */
    static FunctionKey function(String description) {
        int slash = description == null ? -1 : description.indexOf('/');
        return slash < 1 ? null : new FunctionKey(description.substring(0, slash), description.substring(slash + 1));
    }

    /** Where events of a function are asked for. */
    static String next(FunctionKey function) {
        return NEXT + EVENTS + "." + consumer(function);
    }

    /** A tenant writes below its own account's prefix, wherever it wants to. */
    static String destination(String account, String subject) {
        return "davit.destination." + account + "." + subject;
    }
}
