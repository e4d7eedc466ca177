package dev.davit.transfer;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where archives may come from. Public addresses on ports 80 and 443 need no permission; anything else needs one: a host by
 * name ({@code *.example.org} for all below it), or a range of addresses.
 */
public final class Destinations {

    private static final Set<Integer> PORTS = Set.of(80, 443);
    private static final List<String> CLUSTER = List.of("svc", "cluster.local", "localhost", "local", "internal");

    private final List<String> allowedHosts;
    private final List<Cidr> allowedCidrs;
    private final List<Cidr> clusterCidrs;
    private final List<String> suffixes;

    /**
     * What an installation says.
     *
     * @param allowedHosts hosts that are allowed though they are private, by name
     * @param allowedCidrs ranges that are allowed though they are private
     * @param clusterCidrs ranges of pods, Services and nodes, refused even where they are public
     * @param clusterDomain the domain of the cluster's own names
     */
    public record Settings(
            List<String> allowedHosts, List<String> allowedCidrs, List<String> clusterCidrs, String clusterDomain) {

        /** Nothing private is allowed. */
        public static Settings strict() {
            return new Settings(List.of(), List.of(), List.of(), "cluster.local");
        }
    }

    /** Reads the settings; a range that is none is an {@link IllegalArgumentException} that says so. */
    public Destinations(Settings settings) {
        this.allowedHosts =
                settings.allowedHosts().stream().map(Destinations::plain).toList();
        this.allowedCidrs = settings.allowedCidrs().stream().map(Cidr::parse).toList();
        this.clusterCidrs = settings.clusterCidrs().stream().map(Cidr::parse).toList();
        this.suffixes = Stream.concat(CLUSTER.stream(), Stream.of(plain(settings.clusterDomain())))
                .toList();
    }

    /** Whether the host is on the allow-list. */
    boolean trusts(String host) {
        String name = plain(host);
        return allowedHosts.stream()
                .anyMatch(allowed ->
                        allowed.startsWith("*.") ? name.endsWith(allowed.substring(1)) : name.equals(allowed));
    }

    /** Why this host name is none to ask for, empty when it is one. Says nothing of its addresses. */
    Optional<String> refusedName(Target target) {
        if (target.isLiteral() || trusts(target.host())) {
            return Optional.empty();
        }
        String name = plain(target.host());
        if (name.indexOf('.') < 0) {
            return Optional.of("it is a name without a domain, which only the cluster could know");
        }
        return suffixes.stream()
                .filter(suffix -> name.equals(suffix) || name.endsWith("." + suffix))
                .findFirst()
                .map(suffix -> "it is a name of the cluster or of a private network (." + suffix + ")");
    }

    /** Why this address is none to connect to, empty when it is one. */
    Optional<String> refusedAddress(Target target, InetAddress address) {
        if (allowedCidrs.stream().anyMatch(range -> range.contains(address))) {
            return Optional.empty();
        }
        boolean trusted = trusts(target.host());
        Optional<String> forbidden = ForbiddenRanges.name(address, trusted)
                .map(name -> "it is at " + address.getHostAddress() + ", " + name);
        if (forbidden.isPresent() || trusted) {
            return forbidden;
        }
        if (clusterCidrs.stream().anyMatch(range -> range.contains(address))) {
            return Optional.of("it is at " + address.getHostAddress() + ", an address of the cluster");
        }
        return PORTS.contains(target.port())
                ? Optional.empty()
                : Optional.of("its port is " + target.port() + ", and web servers listen on 80 and 443");
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
