package dev.davit.operator.code;

/** What is known of an archive now. */
public sealed interface Verdict {

    /**
     * It is good.
     *
     * @param sha256 its hash, 64 hexadecimal digits
     * @param size its bytes
     * @param unzippedSize the bytes of what it holds
     */
    record Taken(String sha256, long size, long unzippedSize) implements Verdict {}

    /** Not known yet: being fetched, or to be tried again. */
    record Pending(Trouble trouble, String message) implements Verdict {}

    /** It cannot be used until somebody changes something. */
    record Refused(Trouble trouble, String message) implements Verdict {}
}
