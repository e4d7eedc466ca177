package dev.davit.gateway.http.invoke;

import java.util.List;
import java.util.Set;

/** A request without its body, exactly as it came over the wire. */
public interface RequestHead {

    /** The method, upper case. */
    String method();

    /** The path as sent: not decoded, without the query; never null. */
    String rawPath();

    /** The query as sent, without the question mark; null when there is none. */
    String rawQuery();

    /** The first value of a header (name in any case), or null. */
    String header(String name);

    /** All values of a header, in order; empty when it is absent. */
    List<String> headers(String name);

    /** The names of all headers, in lower case. */
    Set<String> headerNames();
}
