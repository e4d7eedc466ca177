package dev.davit.api.common;

/** Why a condition has its status: the constants of the reason enums, whose names are never changed once released. */
public interface Reason {

    /** The reason as the condition shows it. */
    String name();
}
