package dev.davit.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Pure: the addresses that are nobody's public server, and what they are. The one list of Davit, for all that it fetches from
 * or sends to addresses that its users name. After IANA's registries of special-purpose addresses; of IPv6 only what IANA
 * has given out as global unicast (2000::/3) is public.
 */
public final class ForbiddenRanges {

    /** A range and its name in a message; {@code never}: a host name on the allow-list does not open it either. */
    private record Range(Cidr cidr, String name, boolean never) {}

    private static final List<Range> RANGES = List.of(
            never("0.0.0.0/8", "an unspecified address"),
            range("10.0.0.0/8", "a private address"),
            range("100.64.0.0/10", "a carrier's shared address"),
            never("127.0.0.0/8", "a loopback address"),
            never("169.254.0.0/16", "a link-local address, where clouds keep their metadata"),
            range("172.16.0.0/12", "a private address"),
            range("192.0.0.0/24", "a reserved address"),
            never("192.0.2.0/24", "a reserved address"),
            never("192.88.99.0/24", "a reserved address"),
            range("192.168.0.0/16", "a private address"),
            range("198.18.0.0/15", "a reserved address"),
            never("198.51.100.0/24", "a reserved address"),
            never("203.0.113.0/24", "a reserved address"),
            never("168.63.129.16/32", "a cloud's metadata address"),
            never("224.0.0.0/4", "a multicast address"),
            never("240.0.0.0/4", "a reserved address"),
            never("::/96", "an unspecified, loopback or translated address"),
            never("::ffff:0:0:0/96", "a translated IPv4 address"),
            never("64:ff9b::/96", "a translated IPv4 address"),
            never("64:ff9b:1::/48", "a translated IPv4 address"),
            never("100::/64", "a reserved address"),
            never("2001::/23", "a reserved address"),
            never("2001:db8::/32", "a reserved address"),
            never("2002::/16", "a translated IPv4 address"),
            never("3fff::/20", "a reserved address"),
            range("fc00::/7", "a private address"),
            never("fe80::/10", "a link-local address"),
            never("fec0::/10", "a private address"),
            never("ff00::/8", "a multicast address"));

    private static final Cidr GLOBAL = Cidr.parse("2000::/3");
    private static final String UNASSIGNED = "an address that nobody has been given";

    private ForbiddenRanges() {}

    /**
     * What the address is when it is none to go to, empty when it may be gone to.
     *
     * @param trusted whether its host is on an allow-list: that opens private addresses, and no others
     */
    public static Optional<String> name(InetAddress address, boolean trusted) {
        for (Range range : RANGES) {
            if (range.cidr.contains(address)) {
                return range.never || !trusted ? Optional.of(range.name) : Optional.empty();
            }
        }
        boolean open = address instanceof Inet4Address || GLOBAL.contains(address);
        return open ? Optional.empty() : Optional.of(UNASSIGNED);
    }

    private static Range range(String cidr, String name) {
        return new Range(Cidr.parse(cidr), name, false);
    }

    private static Range never(String cidr, String name) {
        return new Range(Cidr.parse(cidr), name, true);
    }
}
