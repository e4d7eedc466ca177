package dev.davit.transfer;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Port: what addresses a name has. Asked once for each connection. */
@FunctionalInterface
public interface Resolver {

    /** All addresses, at least one; throws when there is none. */
    InetAddress[] resolve(String host) throws UnknownHostException;

    /** The system's own. */
    static Resolver system() {
        return InetAddress::getAllByName;
    }
}
