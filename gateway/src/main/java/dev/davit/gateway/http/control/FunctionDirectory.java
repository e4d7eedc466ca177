package dev.davit.gateway.http.control;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Port: functions and what belongs to them as the cluster has them now. Functions and revisions come without the text of
 * their code. Nothing blocks; every stage completes on any thread, exceptionally when the cluster cannot be asked.
 */
public interface FunctionDirectory {

    /**
     * Some of many.
     *
     * @param items in the order of their objects' names
     * @param continuation what the next page is asked for with; null when there is none
     */
    record Page<T>(List<T> items, String continuation) {}

    /** The Function object of that name. */
    CompletionStage<Optional<Function>> function(String namespace, String name);

    /**
     * At most so many Functions of a namespace, from the first on or from a continuation; fails with {@link
     * UnknownContinuation} when that is none.
     */
    CompletionStage<Page<Function>> functions(String namespace, int limit, String continuation);

    /** The published versions of a namespace by the names of their functions, the lowest number first. */
    CompletionStage<Map<String, List<Version>>> versions(String namespace);

    /** The aliases of a namespace by the names of their functions, ordered by their own names. */
    CompletionStage<Map<String, List<Alias>>> aliases(String namespace);

    /** The FunctionRevision of that name. */
    CompletionStage<Optional<FunctionRevision>> revision(String namespace, String name);

    /** The image that the environments of an EnvironmentPool boot. */
    CompletionStage<Optional<String>> runtimeImage(String namespace, String pool);

    /** A continuation that the cluster does not know, or not any more. */
    final class UnknownContinuation extends RuntimeException {

        public UnknownContinuation() {
            super("unknown continuation", null, false, false);
        }
    }
}
