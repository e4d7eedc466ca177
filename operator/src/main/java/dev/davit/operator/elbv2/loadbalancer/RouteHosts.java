package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.operator.elbv2.balance.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pure: the host names of a load balancer's route.
 *
 * @param names the names: its DNS name, then those of its rules that it may have
 * @param leftOut for people: which hosts of its rules it has not, and what to do; empty when it has all
 */
record RouteHosts(List<String> names, String leftOut) {
    /** How many an HTTPRoute may have. */
    static final int LIMIT = 16;

    private static final int LONGEST = 253;
    private static final Pattern LABELS = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

    /** The names of a load balancer: {@code siblings} are those of its namespace, itself among them. */
    static RouteHosts of(
            LoadBalancer balancer, String dnsName, RouteWishes wishes, List<LoadBalancer> siblings, HostGrants grants) {
        List<LoadBalancer> older = siblings.stream()
                .filter(sibling -> Neighbours.isOlder(sibling, balancer))
                .toList();
        String namespace = balancer.getMetadata().getNamespace();
        List<String> names = new ArrayList<>(List.of(dnsName));
        Refusals refusals = new Refusals(namespace);
        for (String host : wishes.of(balancer.getMetadata().getName())) {
            if (host.equals(dnsName)) {
                continue;
            }
            Optional<LoadBalancer> holder = wishes.wanting(host, older);
            if (!isHostname(host)) {
                refusals.notNames.add(host);
            } else if (grants.isReserved(host)) {
                refusals.reserved.add(host);
            } else if (!grants.gives(namespace, host)) {
                refusals.notGiven.add(host);
            } else if (holder.isPresent()) {
                refusals.taken.add(
                        host + " (LoadBalancer \"" + holder.get().getMetadata().getName() + "\")");
            } else if (names.size() == LIMIT) {
                refusals.tooMany.add(host);
            } else {
                names.add(host);
            }
        }
        return new RouteHosts(List.copyOf(names), refusals.inWords());
    }

    /** Whether the Gateway API knows such a host: a name, or {@code *.} and a name, and no address. */
    static boolean isHostname(String host) {
        String[] labels = (host.startsWith("*.") ? host.substring(2) : host).split("\\.", -1);
        for (String label : labels) {
            if (!LABELS.matcher(label).matches()) {
                return false;
            }
        }
        return host.length() <= LONGEST && !labels[labels.length - 1].chars().allMatch(Character::isDigit);
    }

    private record Refusals(
            String namespace,
            List<String> notNames,
            List<String> reserved,
            List<String> notGiven,
            List<String> taken,
            List<String> tooMany) {

        Refusals(String namespace) {
            this(
                    namespace,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        String inWords() {
            List<String> words = new ArrayList<>();
            say(
                    words,
                    notGiven,
                    "not given to namespace " + namespace
                            + ": ask an administrator for them in loadBalancers.hosts of the chart");
            say(
                    words,
                    taken,
                    "an older LoadBalancer of the namespace has them: take them out of its Rules or of these");
            say(
                    words,
                    notNames,
                    "no host names of the Gateway API, which knows names and *. before a name: spell them out");
            say(words, reserved, "of Davit's own domains, which it gives names in itself: use another name");
            say(words, tooMany, "an HTTPRoute has at most " + LIMIT + " names: use a wildcard or another LoadBalancer");
            return String.join(" ", words);
        }

        private static void say(List<String> words, List<String> hosts, String why) {
            if (!hosts.isEmpty()) {
                words.add("Not behind the Gateway: " + String.join(", ", hosts) + " (" + why + ").");
            }
        }
    }
}
