package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;

/**
 * A function as a caller names it: a name, a partial ARN or a full one, with or without a qualifier.
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
    private static final String PATTERN = "(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
            + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";
    private static final String PUBLISHED = "$LATEST.PUBLISHED";
    private static final String QUALIFIER_PATTERN = "(|[a-zA-Z0-9$_-]+)";

    /** Reads the decoded path segment and the {@code Qualifier} parameter (null when absent). */
    public static FunctionReference parse(String text, String qualifierParameter) {
        FunctionReference inName = text.indexOf(':') < 0 ? plain(text) : qualified(text);
        if (inName.refusal != null || qualifierParameter == null || qualifierParameter.isEmpty()) {
            return inName;
        }
        if (qualifierParameter.length() > LONGEST_QUALIFIER) {
            return tooLong(qualifierParameter, "qualifier", LONGEST_QUALIFIER);
        }
        if (!isQualifier(qualifierParameter)) {
            return invalid(ErrorCode.VALIDATION, constraint(qualifierParameter, "qualifier", QUALIFIER_PATTERN));
        }
        if (inName.qualifier != null && !inName.qualifier.equals(qualifierParameter)) {
            return invalid(
                    ErrorCode.INVALID_PARAMETER,
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionReference(inName.region, inName.account, inName.name, qualifierParameter, null);
    }

    private static FunctionReference plain(String text) {
        return checked(text, new FunctionReference(null, null, text, null, null));
    }

    private static FunctionReference qualified(String text) {
        if (text.length() > LONGEST) {
            return tooLong(text, "functionName", LONGEST);
        }
        String[] parts = text.split(":", -1);
        if (parts[0].equals("arn")) {
            boolean shape = (parts.length == 7 || parts.length == 8)
                    && parts[1].startsWith("aws")
                    && parts[2].equals("lambda")
                    && !parts[3].isEmpty()
                    && isAccount(parts[4])
                    && parts[5].equals("function");
            return shape ? tail(text, parts, 6, parts[3], parts[4]) : malformed(text);
        }
        if (parts.length > 2 && isAccount(parts[0]) && parts[1].equals("function")) {
            return tail(text, parts, 2, null, parts[0]);
        }
        if (parts[0].equals("function") && parts.length > 1) {
            return tail(text, parts, 1, null, null);
        }
        return tail(text, parts, 0, null, null);
    }

    private static FunctionReference tail(String text, String[] parts, int at, String region, String account) {
        if (parts.length - at > 2) {
            return malformed(text);
        }
        String qualifier = parts.length - at == 2 ? parts[at + 1] : null;
        if (qualifier != null && !isQualifier(qualifier)) {
            return malformed(text);
        }
        return checked(text, new FunctionReference(region, account, parts[at], qualifier, null));
    }

    private static FunctionReference checked(String text, FunctionReference reference) {
        if (!isName(reference.name)) {
            return malformed(text);
        }
        if (reference.name.length() > LONGEST_NAME) {
            return tooLong(text, "functionName", LONGEST_NAME);
        }
        return reference;
    }

    private static FunctionReference tooLong(String text, String member, int longest) {
        return invalid(
                ErrorCode.VALIDATION,
                "1 validation error detected: Value '" + text + "' at '" + member + "' failed to satisfy constraint: "
                        + "Member must have length less than or equal to " + longest);
    }

    private static FunctionReference malformed(String text) {
        return invalid(ErrorCode.VALIDATION, constraint(text, "functionName", PATTERN));
    }

    private static String constraint(String value, String member, String pattern) {
        return "1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern;
    }

    private static FunctionReference invalid(ErrorCode code, String message) {
        return new FunctionReference(null, null, null, null, Refusal.of(code, message));
    }

    /** A dot is in AWS's pattern though in no function's name; at the start it would be a way up in a path. */
    private static boolean isName(String text) {
        return isWord(text, '.') && text.charAt(0) != '.';
    }

    private static boolean isQualifier(String text) {
        return isWord(text, '$') || text.equals(PUBLISHED);
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

    private static boolean isAccount(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == 12;
    }
}
