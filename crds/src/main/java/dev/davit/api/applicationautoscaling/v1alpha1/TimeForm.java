package dev.davit.api.applicationautoscaling.v1alpha1;

/** The form of a time, RFC 3339, in CEL. */
final class TimeForm {

    static final String RULE =
            "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$')";

    private TimeForm() {}
}
