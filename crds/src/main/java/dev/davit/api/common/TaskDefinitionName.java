package dev.davit.api.common;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a Task names its task definition: {@code family}, {@code family:revision} or the ARN of either.
 *
 * @param account the account in the ARN, or null when the name was not an ARN
 * @param family the family, which is the name of the TaskDefinition unless its spec says another
 * @param revision the revision, or empty for the latest
 */
public record TaskDefinitionName(String account, String family, OptionalLong revision) {

    private static final Pattern NAME = Pattern.compile("([a-zA-Z0-9_-]{1,255})(?::([1-9][0-9]{0,17}))?");
    private static final String RESOURCE = "task-definition/";

    /** Reads any of the three forms; empty when the text is none of them. */
    public static Optional<TaskDefinitionName> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Arn> arn = Arn.parse(text);
        if (arn.isEmpty()) {
            return parse(null, text);
        }
        Arn name = arn.get();
        return Arn.ECS.equals(name.service()) && name.resource().startsWith(RESOURCE)
                ? parse(name.account(), name.resource().substring(RESOURCE.length()))
                : Optional.empty();
    }

    private static Optional<TaskDefinitionName> parse(String account, String text) {
        Matcher matcher = NAME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(2);
        OptionalLong revision = number == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
        return Optional.of(new TaskDefinitionName(account, matcher.group(1), revision));
    }
}
