package dev.davit.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bearer tokens and whose they are, as reviewed by the API server: remembered by hash, a good one for at most a minute and
 * never past its own expiry, a bad one for five seconds. One review is under way for a token however many ask; a review
 * that failed is not remembered.
 */
final class BearerTokens {

    private static final Duration GOOD = Duration.ofSeconds(60);
    private static final Duration BAD = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final TokenReviewer reviewer;
    private final Clock clock;
    private final AsyncCache<String, Reviewed> cache;

    BearerTokens(TokenReviewer reviewer, Clock clock) {
        this.reviewer = reviewer;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.creating((String hash, Reviewed reviewed) -> reviewed.keep()))
                .buildAsync();
    }

    /** Whose token it is; empty when it is nobody's. */
    CompletableFuture<Optional<UserIdentity>> userOf(String token) {
        String hash = Hashing.hex(Hashing.sha256().digest(Hashing.utf8(token)));
        return cache.get(hash, (key, executor) -> review(token)).thenApply(Reviewed::user);
    }

    private CompletableFuture<Reviewed> review(String token) {
        Optional<Instant> expiry = TokenExpiry.of(token);
        return reviewer.review(token)
                .thenApply(user -> new Reviewed(user, keep(user.isPresent(), expiry)))
                .toCompletableFuture();
    }

    private Duration keep(boolean good, Optional<Instant> expiry) {
        if (!good) {
            return BAD;
        }
        Duration left = expiry.map(at -> Duration.between(Instant.ofEpochMilli(clock.epochMillis()), at))
                .orElse(GOOD);
        return left.isNegative() ? Duration.ZERO : left.compareTo(GOOD) < 0 ? left : GOOD;
    }

    private record Reviewed(Optional<UserIdentity> user, Duration keep) {}
}
