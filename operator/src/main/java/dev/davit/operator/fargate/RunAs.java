package dev.davit.operator.fargate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numeric user and group that a container definition's {@code user} asks for.
 *
 * @param uid user id
 * @param gid group id, or null for the image's own
 */
public record RunAs(long uid, Long gid) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,10})(?::(\\d{1,10}))?");

    /** The user that the text says, or empty when it is no {@code uid} or {@code uid:gid}. */
    public static Optional<RunAs> parse(String user) {
        Matcher matcher = FORM.matcher(user);
        return matcher.matches()
                ? Optional.of(new RunAs(
                        Long.parseLong(matcher.group(1)),
                        matcher.group(2) == null ? null : Long.valueOf(matcher.group(2))))
                : Optional.empty();
    }

    /** Why a container cannot run as this user, as a sentence that says the fix. */
    public static Optional<String> problem(String user) {
        if (user == null || user.isBlank()) {
            return Optional.empty();
        }
        if (user.equals("root") || user.startsWith("root:")) {
            return Optional.of("user root is refused: tasks run without root; use a uid above 0");
        }
        Optional<RunAs> runAs = parse(user);
        if (runAs.isEmpty()) {
            return Optional.of(
                    "user " + user + " is refused: Kubernetes runs containers by number; use uid or uid:gid");
        }
        return runAs.get().uid() == 0
                ? Optional.of("user " + user + " is refused: tasks run without root; use a uid above 0")
                : Optional.empty();
    }
}
