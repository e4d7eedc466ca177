package dev.davit.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks RBAC, and remembers a yes for ten seconds and a no for three. One question is under way for a caller and a function
 * however many ask; a question that failed is not remembered.
 */
public final class RbacAuthorizer implements Authorizer {

    private static final Duration YES = Duration.ofSeconds(10);
    private static final Duration NO = Duration.ofSeconds(3);
    private static final int MOST = 50_000;

    private final AccessReviewer reviewer;
    private final AsyncCache<Question, Boolean> cache;

    public RbacAuthorizer(AccessReviewer reviewer, Clock clock) {
        this.reviewer = reviewer;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.creating((Question question, Boolean allowed) -> allowed ? YES : NO))
                .buildAsync();
    }

    @Override
    public CompletionStage<Boolean> mayInvoke(Caller caller, String namespace, String function) {
        UserIdentity user = new UserIdentity(caller.user(), caller.uid(), caller.groups(), caller.extra());
        return cache.get(new Question(user, namespace, function), (question, executor) -> ask(question));
    }

    private CompletableFuture<Boolean> ask(Question question) {
        return reviewer.mayInvoke(question.user, question.namespace, question.function)
                .toCompletableFuture();
    }

    private record Question(UserIdentity user, String namespace, String function) {}
}
