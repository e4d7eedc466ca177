package dev.davit.operator.fargate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a container's secret variable comes from: a key of a Secret ({@code name:key}) or of a ConfigMap
 * ({@code configMap/name:key}) of the task's namespace.
 *
 * @param configMap whether it is a ConfigMap instead of a Secret
 * @param name name of the Secret or ConfigMap
 * @param key key in it
 */
public record SecretSource(boolean configMap, String name, String key) {

    private static final Pattern FORM =
            Pattern.compile("(?:(secret|configMap)/)?([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?):([-._a-zA-Z0-9]{1,253})");

    /** The source that {@code valueFrom} says, or empty when it is none. */
    public static Optional<SecretSource> parse(String valueFrom) {
        Matcher matcher = FORM.matcher(valueFrom == null ? "" : valueFrom);
        return matcher.matches()
                ? Optional.of(
                        new SecretSource("configMap".equals(matcher.group(1)), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Why a variable cannot come from there, as a sentence that says the fix. */
    public static Optional<String> problem(String valueFrom) {
        if (valueFrom != null && valueFrom.startsWith("arn:")) {
            return Optional.of("valueFrom " + valueFrom
                    + " is an AWS ARN; put the value into a Secret of this namespace" + " and write <secret>:<key>");
        }
        return parse(valueFrom).isPresent()
                ? Optional.empty()
                : Optional.of("valueFrom " + valueFrom + " is not <secret>:<key> or configMap/<name>:<key>");
    }
}
