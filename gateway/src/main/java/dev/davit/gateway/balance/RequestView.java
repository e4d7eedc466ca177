package dev.davit.gateway.balance;

import java.util.List;

/** Port: what conditions look at of a request. */
public interface RequestView {

    /** The host of the request without its port; "" when it names none. */
    String host();

    /** The path as sent, without the query. */
    String path();

    /** The query as sent, without its question mark; "" when there is none. */
    String query();

    /** The method. */
    String method();

    /** The values of a header in their order. */
    List<String> headers(String name);

    /** The address that the connection comes from. */
    String sourceAddress();
}
