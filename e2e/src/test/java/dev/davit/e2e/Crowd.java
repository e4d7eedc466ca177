package dev.davit.e2e;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.testkit.davit.Account;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many members of many groups that are objects alone: pods with addresses on a node that is an object alone, too. They cost
 * operator and enforcer what real ones do, and run nothing.
 */
final class Crowd implements AutoCloseable {

    private static final String NOWHERE = "nowhere";

    private final Account account;
    private final int groups;

    Crowd(Account account, int groups) {
        this.account = account;
        this.groups = groups;
    }

    /** Makes the groups, each with ten rules that name others, and the pods, each of five of them and of {@code web}. */
    void gather(int pods) throws Exception {
        account.client().resource(node()).createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
        IntStream.range(0, groups).forEach(i -> account.apply(group(i)));
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = IntStream.range(0, pods)
                    .mapToObj(i -> threads.submit(() -> stand(pod(i))))
                    .toList();
            for (var one : made) {
                one.get();
            }
        }
    }

    private void stand(Pod pod) {
        var made = account.client().resource(pod).create();
        made.setStatus(pod.getStatus());
        account.client().resource(made).updateStatus();
    }

    private Pod pod(int number) {
        Map<String, String> labels = new HashMap<>(Map.of(
                NOWHERE,
                "crowd",
                "davit.dev/component",
                "member",
                "ec2.davit.dev/vpc",
                "shop",
                "ec2.davit.dev/subnet",
                "shop-public",
                "securitygroup.ec2.davit.dev/web",
                "member"));
        IntStream.range(0, 4)
                .forEach(i -> labels.put("securitygroup.ec2.davit.dev/crowd-" + (number + i) % groups, "member"));
        var address = "10.250." + number / 250 + "." + (1 + number % 250);
        return new PodBuilder()
                .withNewMetadata()
                .withName("crowd-" + number)
                .withNamespace(account.namespace())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withNodeName(NOWHERE)
                .withTerminationGracePeriodSeconds(0L)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(1000L)
                .withNewSeccompProfile(null, "RuntimeDefault")
                .endSecurityContext()
                .addNewContainer()
                .withName("main")
                .withImage(PodCommands.IMAGE)
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Running")
                .withPodIP(address)
                .addNewPodIP(address)
                .endStatus()
                .build();
    }

    private String group(int number) {
        var rules = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            rules.append(
                    "  - {ipProtocol: tcp, fromPort: %d, toPort: %d, userIDGroupPairs: [{groupRef: {from: {name: crowd-%d}}}]}%n"
                            .formatted(1000 * i, 1000 * i + 9, (number + i) % groups));
        }
        return """
                apiVersion: ec2.davit.dev/v1alpha1
                kind: SecurityGroup
                metadata: {name: crowd-%1$d}
                spec:
                  name: crowd-%1$d
                  description: one of many
                  vpcRef: {from: {name: shop}}
                  ingressRules:
                %2$s""".formatted(number, rules);
    }

    /** Edits a rule of each group, and waits until the operator has seen each edit to its end. */
    void edit(int port) {
        var all = account.client().resources(SecurityGroup.class).inNamespace(account.namespace());
        // Not what was read and changed: the operator writes statuses meanwhile.
        String edit = """
                [{"op": "replace", "path": "/spec/ingressRules/0/fromPort", "value": %d},
                 {"op": "replace", "path": "/spec/ingressRules/0/toPort", "value": %d}]
                """.formatted(port - 1000, port);
        IntStream.range(0, groups)
                .forEach(i -> all.withName("crowd-" + i).patch(PatchContext.of(PatchType.JSON), edit));
        IntStream.range(0, groups)
                .forEach(i -> account.await(
                        SecurityGroup.class,
                        "crowd-" + i,
                        Duration.ofMinutes(1),
                        group -> group.getStatus() != null
                                && group.getMetadata().getGeneration().equals(group.getStatus().observedGeneration)));
    }

    private static Node node() {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(NOWHERE)
                .endMetadata()
                .build();
    }

    @Override
    public void close() {
        account.client()
                .pods()
                .inNamespace(account.namespace())
                .withLabel(NOWHERE)
                .delete();
        account.client().resource(node()).delete();
    }
}
