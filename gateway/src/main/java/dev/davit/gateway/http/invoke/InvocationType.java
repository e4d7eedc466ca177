package dev.davit.gateway.http.invoke;

/** AWS's invocation types. */
enum InvocationType {
    REQUEST_RESPONSE("RequestResponse"),
    EVENT("Event"),
    DRY_RUN("DryRun");

    private final String text;

    InvocationType(String text) {
        this.text = text;
    }

    /** The type of that name; RequestResponse when there is none; null when there is no such type. */
    static InvocationType of(String text) {
        if (text == null) {
            return REQUEST_RESPONSE;
        }
        for (InvocationType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        return null;
    }
}
