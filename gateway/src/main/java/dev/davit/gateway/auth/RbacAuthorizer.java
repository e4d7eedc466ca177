package dev.davit.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks RBAC, and remembers a yes for ten seconds and a no for three. One question is under way for a caller and an access
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
    public CompletionStage<Boolean> may(Caller caller, Access access) {
        UserIdentity user = new UserIdentity(caller.user(), caller.uid(), caller.groups(), caller.extra());
        return cache.get(new Question(user, access), (question, executor) -> ask(question));
    }

    private CompletableFuture<Boolean> ask(Question question) {
        return reviewer.may(question.user, question.access).toCompletableFuture();
    }

    private record Question(UserIdentity user, Access access) {}
}
