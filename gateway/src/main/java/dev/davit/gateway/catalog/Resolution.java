package dev.davit.gateway.catalog;

/** What a function name and qualifier stand for. */
public sealed interface Resolution {

    /** A revision to run, under the version it runs as. */
    record Found(FunctionEntry function, RevisionEntry revision, String version) implements Resolution {}

    /** There is no such function, version or alias. */
    record Missing() implements Resolution {
        static final Missing IT = new Missing();
    }

    /** The function is there but cannot run now. */
    record NotReady(FunctionEntry function) implements Resolution {}
}
