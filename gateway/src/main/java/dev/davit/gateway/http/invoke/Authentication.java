package dev.davit.gateway.http.invoke;

import dev.davit.gateway.kernel.Refusal;

/** What an authenticator found out. */
public sealed interface Authentication {

    /** The caller is proven. */
    record Proven(Caller caller) implements Authentication {}

    /** The caller is not proven, and this is the answer. */
    record Refused(Refusal refusal) implements Authentication {}
}
