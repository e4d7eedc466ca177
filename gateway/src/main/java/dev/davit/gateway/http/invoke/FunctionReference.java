package dev.davit.gateway.http.invoke;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: a name with any parts of its ARN before it, with or without a qualifier.
 *
 * @param region the ARN's region, or null
 * @param account the ARN's account, or null
 * @param name the function's name
 * @param qualifier version or alias, or null
 * @param refusal why it is not a reference at all, else null
 */
public record FunctionReference(String region, String account, String name, String qualifier, Refusal refusal) {

    private static final int LONGEST = 256;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_QUALIFIER = 128;
    private static final String FUNCTION_NAME = "functionName";
    private static final String QUALIFIER = "qualifier";
    private static final String AWS_PATTERN = "(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    private static final String AWS_QUALIFIER_PATTERN = "\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+";

    /** AWS's pattern, but with all regions that an installation may give itself. */
    private static final Pattern REFERENCE = Pattern.compile("(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?"
            + "(?:(?<region>[a-z]{2,}(?:-[a-z]+)+-\\d+):)?(?:(?<account>\\d{12}):)?(?:function:)?"
            + "(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");

    /** Reads the decoded path segment and the {@code Qualifier} parameter (null when absent). */
    public static FunctionReference parse(String text, String qualifierParameter) {
        Constraints constraints = new Constraints();
        FunctionReference reference = parse(text, qualifierParameter, constraints);
        Refusal broken = constraints.refusal();
        return broken == null ? reference : refused(broken);
    }

    /** The same where more is looked at before anything is said; the answer counts only when nothing turns out to be broken. */
    public static FunctionReference parse(String text, String qualifierParameter, Constraints constraints) {
        FunctionReference named = named(text);
        if (named == null) {
            constraints.pattern(text, FUNCTION_NAME, AWS_PATTERN);
        } else {
            constraints.limit(text, named.name.length(), FUNCTION_NAME, LONGEST_NAME);
        }
        constraints.limit(text, FUNCTION_NAME, LONGEST);
        if (qualifierParameter == null || qualifierParameter.isEmpty()) {
            return named;
        }
        if (!isQualifier(qualifierParameter)) {
            constraints.pattern(qualifierParameter, QUALIFIER, AWS_QUALIFIER_PATTERN);
        }
        constraints.limit(qualifierParameter, QUALIFIER, LONGEST_QUALIFIER);
        return named == null ? null : named.at(qualifierParameter);
    }

    /** The function itself. */
    public FunctionReference unqualified() {
        return qualifier == null ? this : new FunctionReference(region, account, name, null, refusal);
    }

    /** The function at that version or alias. */
    public FunctionReference qualified(String other) {
        return new FunctionReference(region, account, name, other, refusal);
    }

    private FunctionReference at(String other) {
        return qualifier != null && !qualifier.equals(other)
                ? refused(Refusal.of(
                        ErrorCode.INVALID_PARAMETER,
                        "The derived qualifier from the function name does not match the specified qualifier."))
                : qualified(other);
    }

    /** Null when the text is none. A dot is in AWS's pattern, but at the start it would be a way up in a path. */
    private static FunctionReference named(String text) {
        FunctionReference read = text.indexOf(':') < 0
                ? isWord(text, '.') ? new FunctionReference(null, null, text, null, null) : null
                : read(text);
        return read == null || read.name.charAt(0) == '.' ? null : read;
    }

    private static FunctionReference read(String text) {
        Matcher found = REFERENCE.matcher(text);
        if (!found.matches()) {
            return null;
        }
        String region = found.group("region");
        String name = found.group("name");
        // AWS documents name:qualifier and no region:name, and a name may look like a region: my-function-1.
        return region != null && region.length() + 1 + name.length() == text.length() && isWord(name, '-')
                ? new FunctionReference(null, null, region, name, null)
                : new FunctionReference(region, found.group("account"), name, found.group(QUALIFIER), null);
    }

    private static FunctionReference refused(Refusal refusal) {
        return new FunctionReference(null, null, null, null, refusal);
    }

    private static boolean isQualifier(String text) {
        return isWord(text, '$') || text.equals(Catalog.LATEST_PUBLISHED);
    }

    private static boolean isWord(String text, char besides) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && c != '-' && c != '_' && c != besides) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
