package dev.davit.gateway.catalog;

/** AWS's function states, as {@code Function.status.state} has them. */
public enum FunctionState {
    PENDING("Pending"),
    ACTIVE("Active"),
    INACTIVE("Inactive"),
    FAILED("Failed");

    private final String text;

    FunctionState(String text) {
        this.text = text;
    }

    /** The word in AWS's messages. */
    public String text() {
        return text;
    }

    /** The state of that name; anything unknown or null counts as Pending. */
    public static FunctionState of(String text) {
        for (FunctionState state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        return PENDING;
    }
}
