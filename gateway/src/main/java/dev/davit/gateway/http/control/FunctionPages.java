package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.gateway.kernel.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Cuts pages out of a namespace's functions, each of which may be several items. */
final class FunctionPages {

    /** Functions that are asked for at once: with the text of their code they may have almost a megabyte each. */
    static final int CHUNK = 10;

    private static final String KIND = "f:";

    private final FunctionDirectory directory;

    FunctionPages(FunctionDirectory directory) {
        this.directory = directory;
    }

    /**
     * Where a page begins.
     *
     * @param continuation of the functions; null at the start
     * @param skip how many items behind it were on the page before
     */
    record Mark(String continuation, int skip) {

        static Mark of(Paging paging) {
            if (paging.marker() == null) {
                return new Mark(null, 0);
            }
            String[] parts = paging.text(KIND).split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[0-9]{1,9}")) {
                throw Paging.unknown();
            }
            return new Mark(parts[1].isEmpty() ? null : parts[1], Integer.parseInt(parts[0]));
        }

        String marker() {
            return Paging.marker(KIND, skip + ":" + (continuation == null ? "" : continuation));
        }
    }

    /** What a page holds, and the marker of the next one or null. */
    record Taken(List<Subject> subjects, String next) {}

    /** Takes at most so many items from there on. */
    CompletionStage<Taken> take(
            String namespace, Mark from, int most, java.util.function.Function<Function, List<Subject>> items) {
        return new Walk(namespace, most, items).on(from).exceptionally(failure -> {
            Throwable cause = Causes.of(failure);
            throw cause instanceof FunctionDirectory.UnknownContinuation
                    ? Paging.unknown()
                    : new CompletionException(cause);
        });
    }

    /** One page under way. */
    private final class Walk {

        private final String namespace;
        private final int most;
        private final java.util.function.Function<Function, List<Subject>> items;
        private final List<Subject> taken = new ArrayList<>();

        Walk(String namespace, int most, java.util.function.Function<Function, List<Subject>> items) {
            this.namespace = namespace;
            this.most = most;
            this.items = items;
        }

        CompletionStage<Taken> on(Mark mark) {
            int limit = Math.min(CHUNK, mark.skip() + most - taken.size());
            return directory.functions(namespace, limit, mark.continuation()).thenCompose(page -> add(mark, page));
        }

        private CompletionStage<Taken> add(Mark mark, FunctionDirectory.Page<Function> page) {
            List<Subject> found = page.items().stream()
                    .flatMap(each -> items.apply(each).stream())
                    .toList();
            int skipped = Math.min(mark.skip(), found.size());
            int room = most - taken.size();
            if (found.size() - skipped > room) {
                taken.addAll(found.subList(skipped, skipped + room));
                return end(new Mark(mark.continuation(), skipped + room).marker());
            }
            taken.addAll(found.subList(skipped, found.size()));
            if (page.continuation() == null) {
                return end(null);
            }
            Mark next = new Mark(page.continuation(), mark.skip() - skipped);
            return taken.size() == most ? end(next.marker()) : on(next);
        }

        private CompletionStage<Taken> end(String next) {
            return CompletableFuture.completedFuture(new Taken(taken, next));
        }
    }
}
