package dev.davit.gateway.http.destination;

import dev.davit.transfer.ForbiddenRanges;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets nobody reach a private, local, shared, reserved or translated address, but private ones at hosts that the
 * administrator named. The ranges are those of code archives.
 */
public final class PublicAddresses implements AddressCheck {

    private final Set<String> privateHosts;

    /** {@code privateHosts} may be at private addresses: host names in lower case. */
    public PublicAddresses(Set<String> privateHosts) {
        this.privateHosts = Set.copyOf(privateHosts);
    }

    @Override
    public String problem(String host, InetAddress address) {
        boolean named = privateHosts.contains(host.toLowerCase(Locale.ROOT));
        Optional<String> forbidden = ForbiddenRanges.name(address, named);
        if (forbidden.isEmpty()) {
            return null;
        }
        boolean ever = ForbiddenRanges.name(address, true).isEmpty();
        return host + " is at " + address.getHostAddress() + ", " + forbidden.get()
                + ", which is not a public address: "
                + (ever
                        ? "an administrator can allow the host (async.http.privateHosts)"
                        : "nothing is ever sent to such an address");
    }
}
