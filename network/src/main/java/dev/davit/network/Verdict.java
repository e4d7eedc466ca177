package dev.davit.network;

/**
 * Whether a connection comes about.
 *
 * @param allowed whether it does
 * @param why the rule, the policy or the wall that decides, in a user's words
 */
public record Verdict(boolean allowed, String why) {
    static Verdict yes(String why) {
        return new Verdict(true, why);
    }

    static Verdict no(String why) {
        return new Verdict(false, why);
    }

    /** Both must allow; the first that does not says why. */
    Verdict and(Verdict other) {
        return allowed && other.allowed ? yes(why + "; " + other.why) : allowed ? other : this;
    }
}
