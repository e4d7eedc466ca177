package dev.davit.gateway.http.destination;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lets nobody reach a private, local, shared, reserved or translated address, but at hosts that the administrator named. */
public final class PublicAddresses implements AddressCheck {

    private static final List<Range> CLOSED = List.of(
            range("0.0.0.0", 8),
            range("10.0.0.0", 8),
            range("100.64.0.0", 10),
            range("127.0.0.0", 8),
            range("169.254.0.0", 16),
            range("172.16.0.0", 12),
            range("192.0.0.0", 24),
            range("192.0.2.0", 24),
            range("192.88.99.0", 24),
            range("192.168.0.0", 16),
            range("198.18.0.0", 15),
            range("198.51.100.0", 24),
            range("203.0.113.0", 24),
            range("224.0.0.0", 3));
    /** Where clouds keep their metadata: nobody can open these. */
    private static final List<Range> NEVER =
            List.of(range("169.254.0.0", 16), range("168.63.129.16", 32), range("fe80::", 10));

    private static final Range OPEN_V6 = range("2000::", 3);
    private static final List<Range> CLOSED_V6 =
            List.of(range("2001::", 23), range("2001:db8::", 32), range("2002::", 16), range("3fff::", 20));

    private final Set<String> privateHosts;

    /** {@code privateHosts} may be reached wherever they are: host names in lower case. */
    public PublicAddresses(Set<String> privateHosts) {
        this.privateHosts = Set.copyOf(privateHosts);
    }

    private record Range(byte[] network, int bits) {

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff << (8 - bits % 8) & 0xff;
            return Arrays.equals(address, 0, whole, network, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (network[whole] & mask));
        }
    }

    @Override
    public String problem(String host, InetAddress address) {
        boolean never = NEVER.stream().anyMatch(range -> range.holds(address.getAddress()));
        if (!never && (privateHosts.contains(host.toLowerCase(Locale.ROOT)) || isPublic(address))) {
            return null;
        }
        return host + " is at " + address.getHostAddress()
                + ", which is not a public address: an administrator can allow the host (async.http.privateHosts)";
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        List<Range> closed = address instanceof Inet4Address ? CLOSED : CLOSED_V6;
        return (address instanceof Inet4Address || OPEN_V6.holds(bytes))
                && closed.stream().noneMatch(range -> range.holds(bytes));
    }

    private static Range range(String network, int bits) {
        try {
            return new Range(InetAddress.getByName(network).getAddress(), bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
