package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What of a request's members AWS's service model does not allow. All of it is told at once, in AWS's words. */
public final class Constraints {

    /** Why a query is refused that cannot be decoded. */
    public static final Refusal UNREADABLE_QUERY = Refusal.of(
            ErrorCode.INVALID_PARAMETER,
            "The query cannot be read: a percent sign in it is not followed by two digits.");

    private List<String> broken = List.of();

    /** A member is outside its constraint. */
    public void broken(String value, String member, String constraint) {
        add("Value '" + value + "' at '" + member + "' failed to satisfy constraint: " + constraint);
    }

    private void add(String text) {
        if (broken.isEmpty()) {
            broken = new ArrayList<>(2);
        }
        broken.add(text);
    }

    /** A member is missing that must be there. */
    public void missing(String member) {
        add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
    }

    /** A member does not match its pattern. */
    public void pattern(String value, String member, String pattern) {
        broken(value, member, "Member must satisfy regular expression pattern: " + pattern);
    }

    /** A member is none of the values that there are. */
    public void oneOf(String value, String member, String values) {
        broken(value, member, "Member must satisfy enum value set: " + values);
    }

    /** Notes when a member has more characters than it may have. */
    public void limit(String value, String member, int longest) {
        limit(value, value.length(), member, longest);
    }

    /** The same for a member of which only a part is limited. */
    void limit(String value, int length, String member, int longest) {
        if (length > longest) {
            broken(value, member, "Member must have length less than or equal to " + longest);
        }
    }

    /** Why the request is refused, or null when nothing is broken. */
    public Refusal refusal() {
        int count = broken.size();
        return count == 0
                ? null
                : Refusal.of(
                        ErrorCode.VALIDATION,
                        count
                                + (count == 1 ? " validation error detected: " : " validation errors detected: ")
                                + String.join("; ", broken));
    }
}
