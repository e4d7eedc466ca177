package dev.davit.gateway.async;

import dev.davit.gateway.catalog.FunctionKey;
import java.net.URI;

/** Where a record or a dead letter goes. */
public sealed interface Target {

    /** Another function of the same namespace; a null qualifier means $LATEST. */
    record Function(FunctionKey key, String qualifier) implements Target {}

    /** A subject of the event stream, below its account's prefix. */
    record Subject(String account, String subject) implements Target {}

    /** An HTTP endpoint. */
    record Http(URI uri) implements Target {}

    /** Nothing that can be reached, and why. */
    record None(String why) implements Target {}
}
