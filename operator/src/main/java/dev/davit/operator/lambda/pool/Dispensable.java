package dev.davit.operator.lambda.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How environments that nobody has claimed come to their end. The gateway gives one to a call first and writes that down afterwards, so
 * only the gateway knows which are at work: it is asked, by the pool's status, and retires those that are not. A gateway that does not
 * answer gives nothing away either: after a while they end without its word. What is too many is asked for only when it has been too
 * many for some time, so demand that goes up and down in a burst ends nothing.
 */
final class Dispensable {

    /** How long there must have been too many. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Many times as long as the gateway takes to answer. */
    static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /**
     * What becomes of them.
     *
     * @param asked those the gateway is asked to retire
     * @param ended those it has not spoken of for too long
     * @param lookAgain when that will change by itself
     */
    record Step(List<String> asked, List<String> ended, Optional<Duration> lookAgain) {}

    /** One pool: since when it has too many, and since when the gateway has been asked for each. */
    private static final class Book {
        private Instant lookedAt;
        private Instant surplusSince;
        private final Map<String, Instant> asked = new HashMap<>();
    }

    private final Map<String, Book> books = new ConcurrentHashMap<>();

    /** The next step for a pool, of which these are to be replaced and these are too many; a pool is looked at by one thread at a time. */
    Step step(String pool, List<String> replaced, List<String> surplus, Instant now) {
        books.values().removeIf(book -> book.lookedAt.plus(FORGOTTEN).isBefore(now));
        if (replaced.isEmpty() && surplus.isEmpty()) {
            books.remove(pool);
            return new Step(List.of(), List.of(), Optional.empty());
        }
        Book book = books.getOrDefault(pool, new Book());
        book.lookedAt = now;
        books.put(pool, book);
        Optional<Duration> patience = patience(book, surplus, now);
        List<String> ripe = patience.isPresent()
                ? replaced
                : Stream.concat(replaced.stream(), surplus.stream()).distinct().toList();
        book.asked.keySet().retainAll(ripe);
        ripe.forEach(pod -> book.asked.putIfAbsent(pod, now));
        List<String> ended = ripe.stream()
                .filter(pod -> !book.asked.get(pod).plus(ANSWER).isAfter(now))
                .toList();
        Optional<Duration> answer = book.asked.values().stream()
                .map(since -> Duration.between(now, since.plus(ANSWER)))
                .filter(Duration::isPositive)
                .min(Duration::compareTo);
        return new Step(
                ripe, ended, Stream.concat(patience.stream(), answer.stream()).min(Duration::compareTo));
    }

    private static Optional<Duration> patience(Book book, List<String> surplus, Instant now) {
        if (surplus.isEmpty()) {
            book.surplusSince = null;
            return Optional.empty();
        }
        if (book.surplusSince == null) {
            book.surplusSince = now;
        }
        return Optional.of(Duration.between(now, book.surplusSince.plus(PATIENCE)))
                .filter(Duration::isPositive);
    }
}
