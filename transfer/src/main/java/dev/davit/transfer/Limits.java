package dev.davit.transfer;

import java.time.Duration;

/**
 * How far a fetch goes.
 *
 * @param bytes the most bytes of a body
 * @param connect how long a connection may take
 * @param read how long a server may be silent
 * @param total how long all of it may take
 */
public record Limits(long bytes, Duration connect, Duration read, Duration total) {

    /** AWS's limit for a zip archive: 50 MiB. */
    public static final long ZIPPED = 52_428_800;

    /** What a code archive gets. */
    public static Limits ofCode() {
        return new Limits(ZIPPED, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(3));
    }
}
