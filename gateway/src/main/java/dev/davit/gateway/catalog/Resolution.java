package dev.davit.gateway.catalog;

/** What a function name and qualifier stand for. */
public sealed interface Resolution {

    /** A revision to run, under the version it runs as. */
    record Found(FunctionEntry function, RevisionEntry revision, String version) implements Resolution {}

    /**
     * There is no such function, version or alias.
     *
     * @param unpublished whether the function is there and its latest published version was meant, of which it has none
     */
    record Missing(boolean unpublished) implements Resolution {
        static final Missing IT = new Missing(false);
        static final Missing UNPUBLISHED = new Missing(true);
    }

    /** The function is there but cannot run now. */
    record NotReady(FunctionEntry function) implements Resolution {}
}
