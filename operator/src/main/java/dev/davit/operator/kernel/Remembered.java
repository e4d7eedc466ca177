package dev.davit.operator.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A value that rarely changes, read again once it is older than it may be. A read that fails is not remembered. */
public final class Remembered<T> {
    private final Supplier<T> read;
    private final Duration age;
    private final Clock clock;
    private Instant until = Instant.MIN;
    private T value;

    /** Remembers what {@code read} returns for {@code age}. */
    public Remembered(Supplier<T> read, Duration age, Clock clock) {
        this.read = read;
        this.age = age;
        this.clock = clock;
    }

    /** Returns the value, read now if the one at hand is too old. */
    public synchronized T get() {
        Instant now = clock.instant();
        if (!now.isBefore(until)) {
            value = read.get();
            until = now.plus(age);
        }
        return value;
    }
}
