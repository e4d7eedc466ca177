package dev.davit.gateway.http.runtime;

/**
 * How much a runtime may stream.
 *
 * @param most bytes of one answer
 * @param burst bytes that pass at once
 * @param perSecond bytes a second after that
 */
public record StreamLimits(long most, long burst, long perSecond) {

    private static final long MIB = 1 << 20;

    /** AWS's: 200 MiB, of which 6 MiB at once and then 2 MiB a second. */
    public static final StreamLimits AWS = new StreamLimits(200 * MIB, 6 * MIB, 2 * MIB);
}
