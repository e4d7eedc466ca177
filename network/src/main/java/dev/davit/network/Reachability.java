package dev.davit.network;

import dev.davit.api.common.Labels;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;

/**
 * Says whether one end reaches the other and which rule says so: the policies of the cluster decide, the security groups
 * explain.
 */
public final class Reachability {
    private static final Map<String, String> WALL = Map.of(
            "davit-wall", "names are resolved by everybody",
            "davit-runtime", "functions poll the Runtime API, tasks ask for their metadata",
            "davit-internet", "what is in no VPC reaches the internet and nothing private");

    private final PolicyEvaluator policies;
    private final SecurityModel model;

    /** With all policies and networks of the namespaces that are asked about. */
    public Reachability(List<NetworkPolicy> policies, List<Network> networks) {
        this.policies = new PolicyEvaluator(policies);
        this.model = new SecurityModel(
                networks, new ClusterFacts(List.of(), List.of(), ClusterFacts.Target.pods("", Map.of()), Map.of()));
    }

    /**
     * The answer.
     *
     * @param out whether the caller's policies let it out, and why
     * @param in whether the callee's policies let it in, and why
     */
    public record Answer(Verdict out, Verdict in) {
        /** Whether the connection comes about. */
        public boolean reaches() {
            return out.allowed() && in.allowed();
        }
    }

    /** Whether the one reaches the other. */
    public Answer ask(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        return new Answer(
                explained(policies.egress(from, to, protocol, port), model.rules(from, to, protocol, port, true)),
                inwards(from, to, protocol, port));
    }

    private Verdict inwards(Endpoint from, Endpoint to, Rule.Protocol protocol, int port) {
        Verdict verdict = policies.ingress(from, to, protocol, port);
        boolean function =
                to.label(Labels.COMPONENT).filter(Labels.ENVIRONMENT::equals).isPresent();
        return function && !verdict.allowed()
                ? Verdict.no("functions admit no connection, whatever their groups say")
                : explained(verdict, to.isPod() ? model.rules(to, from, protocol, port, false) : List.of());
    }

    private static Verdict explained(Verdict verdict, List<String> rules) {
        if (verdict.allowed()) {
            String wall = WALL.entrySet().stream()
                    .filter(w -> verdict.why().endsWith(" " + w.getKey()))
                    .map(w -> ": " + w.getValue())
                    .findFirst()
                    .orElse(rules.isEmpty() ? "" : ": " + String.join("; ", rules));
            return Verdict.yes(verdict.why() + wall);
        }
        return Verdict.no(
                rules.isEmpty()
                        ? verdict.why() + "; no rule of its security groups speaks of it"
                        : verdict.why() + ", although a rule speaks of it (" + String.join("; ", rules)
                                + "): the address is closed unless a rule names it, the subnet leads nowhere"
                                + " (internetAccess), or the rule is not compiled yet");
    }
}
