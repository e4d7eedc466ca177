package dev.davit.operator.ec2.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.davit.network.ClusterFacts;
import dev.davit.network.Endpoint;
import dev.davit.network.Network;
import dev.davit.network.PolicyEvaluator;
import dev.davit.network.Rule.Protocol;
import dev.davit.network.SecurityModel;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled policies, evaluated by the letter of NetworkPolicy, agree with what security groups mean. */
class GroupPoliciesModelTest {
    private static final int NETWORKS = 400;
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP);
    private static final List<Integer> PORTS = List.of(1, 53, 80, 443, 9001, 10000, 10001, 10002, 65535);

    /** How often each answer was given: a model that always says no would agree, too. */
    private record Count(long yes, long no) {
        Count plus(boolean allowed) {
            return allowed ? new Count(yes + 1, no) : new Count(yes, no + 1);
        }
    }

    @Test
    void agreesWithTheModelOnRandomNetworks() {
        Count count = new Count(0, 0);
        for (long seed : LongStream.range(0, NETWORKS).toArray()) {
            count = agrees(seed, count);
        }
        assertThat(count.yes()).as("connections allowed").isGreaterThan(50_000);
        assertThat(count.no()).as("connections refused").isGreaterThan(50_000);
    }

    private static Count agrees(long seed, Count before) {
        RandomNetworks random = new RandomNetworks(seed);
        Network team = random.network("team");
        Network other = random.network("other");
        SecurityModel model = new SecurityModel(List.of(team, other), RandomNetworks.FACTS);
        PolicyEvaluator policies = new PolicyEvaluator(Stream.of(team, other)
                .flatMap(n -> compiled(n, RandomNetworks.FACTS))
                .toList());
        List<Endpoint> ends = new ArrayList<>(random.workloads(team, 9));
        ends.addAll(random.workloads(other, 3));
        ends.addAll(RandomNetworks.others("team"));
        Count count = before;
        for (Endpoint from : ends) {
            for (Endpoint to : ends) {
                Protocol protocol = random.pick(PROTOCOLS);
                int port = random.pick(PORTS);
                var meant = model.decide(from, to, protocol, port);
                var done = policies.decide(from, to, protocol, port);
                if (meant.allowed() != done.allowed()) {
                    fail("seed %d: %s -> %s %s %d: the model says %s, the policies say %s"
                            .formatted(seed, from, to, protocol, port, meant, done));
                }
                count = count.plus(meant.allowed());
            }
        }
        return count;
    }

    private static Stream<NetworkPolicy> compiled(Network network, ClusterFacts facts) {
        return Stream.concat(
                WallPolicies.of(network.namespace(), facts).stream(),
                network.groups().values().stream()
                        .flatMap(group -> GroupPolicies.of(group, network, facts).policies().stream()));
    }
}
