package dev.davit.gateway.http.destination;

import java.net.InetAddress;

/** Port: which addresses an endpoint may have. */
@FunctionalInterface
public interface AddressCheck {

    /** Null when a host of that name may be reached at that address, else why not. Pure; asked for each address of a host. */
    String problem(String host, InetAddress address);
}
