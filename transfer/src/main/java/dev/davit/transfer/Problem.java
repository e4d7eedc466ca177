package dev.davit.transfer;

/** Why an archive was not taken. */
public enum Problem {
    /** The address leads where Davit does not go: into the cluster, a private network, or no web server at all. */
    ADDRESS_REFUSED(false),
    /** The server did not answer, broke off or took too long. */
    UNREACHABLE(true),
    /** The server answered, but with something else than the archive. */
    NOT_SERVED(true),
    /** More bytes than a code archive may have. */
    TOO_LARGE(false),
    /** Other bytes than those that were named by their hash. */
    HASH_MISMATCH(false),
    /** No zip archive, a broken one, or one of a kind that Davit does not read. */
    INVALID(false),
    /** It would write outside its folder, or make something else than files and folders. */
    UNSAFE(false),
    /** Unpacked it takes more than code may. */
    EXPANDS_TOO_FAR(false),
    /** More entries than an archive may have. */
    TOO_MANY_ENTRIES(false);

    private final boolean passing;

    Problem(boolean passing) {
        this.passing = passing;
    }

    /** Whether it may be gone the next time without anybody's edit. */
    public boolean passing() {
        return passing;
    }
}
