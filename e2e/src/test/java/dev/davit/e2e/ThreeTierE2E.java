package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.network.ClusterReading;
import dev.davit.network.Reachability;
import dev.davit.network.Rule.Protocol;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The example of three tiers does what its README says. */
@OnDavit
class ThreeTierE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void theTiersAnswerAndTheFunctionReachesTheApiAndNothingElse(Account account) {
        account.apply(Repository.file("examples/05-vpc-three-tier"));
        for (var tier : List.of("web", "api", "db")) {
            account.await(
                    Task.class,
                    tier,
                    SOON,
                    task -> task.getStatus() != null && "RUNNING".equals(task.getStatus().lastStatus));
        }
        for (var group : List.of("web", "api", "db", "jobs", "shop-default")) {
            account.await(
                    SecurityGroup.class,
                    group,
                    SOON,
                    seen -> seen.getStatus() != null
                            && Stories.condition(seen.getStatus().conditions, "Enforced")
                                    .filter(c -> !"Unknown".equals(c.getStatus()))
                                    .isPresent());
        }
        account.await(Function.class, "stock", SOON, Stories::isReady);
        Assumptions.assumeTrue(
                Stories.is(account.get(VPC.class, "shop").getStatus().conditions, "Enforced", "True"),
                "this cluster enforces no NetworkPolicies: what the README shows does not hold");

        Awaitility.await("the answer of the function").atMost(SOON).untilAsserted(() -> assertThat(
                        account.invoke("stock", "{}").payload().asUtf8String())
                .isEqualTo("{\"api\": true, \"db\": false, \"kubernetes\": false, \"metadata\": false}"));
        assertThat(fromANode(account)).isEqualTo("web < api < db");

        var toApi = reach(account, "web", "api", 8080);
        assertThat(toApi.reaches()).isTrue();
        assertThat(toApi.out().why()).contains("davit-sg-web-egress", "egressRules[0]: tcp 8080 to security group api");
        assertThat(toApi.in().why()).contains("davit-sg-api-ingress", "tcp 8080 from security group web");
        assertThat(reach(account, "web", "db", 5432).reaches()).isFalse();
    }

    private static Reachability.Answer reach(Account account, String from, String to, int port) {
        var reading = new ClusterReading(account.client());
        var caller = reading.endpoint(account.namespace() + "/" + from);
        var callee = reading.endpoint(account.namespace() + "/" + to);
        return new Reachability(reading.policies(caller, callee), reading.networks(caller, callee))
                .ask(caller, callee, Protocol.TCP, port);
    }

    /** What the NodePort answers to a program that has the network of a node, another one than the task's if there is one. */
    private static String fromANode(Account account) {
        var client = account.client();
        var web = client.pods().inNamespace(account.namespace()).withName("web").get();
        var port = client.services()
                .inNamespace(account.namespace())
                .withName("web")
                .get()
                .getSpec()
                .getPorts()
                .getFirst()
                .getNodePort();
        var outsider = outsider(account, web);
        try {
            client.resource(outsider).create();
            Awaitility.await("the caller")
                    .atMost(SOON)
                    .until(() -> Readiness.isPodReady(client.resource(outsider).get()));
            return PodCommands.run(
                    client,
                    outsider.getMetadata().getNamespace(),
                    outsider.getMetadata().getName(),
                    List.of(
                            "python3",
                            "-c",
                            "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=20).read().decode())",
                            "http://" + web.getStatus().getHostIP() + ":" + port));
        } finally {
            client.resource(outsider).withGracePeriod(0).delete();
        }
    }

    private static Pod outsider(Account account, Pod web) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("caller-of-" + account.namespace())
                .withNamespace(Davit.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withHostNetwork(true)
                .withNodeName(otherNode(account.client(), web.getSpec().getNodeName()))
                .addNewContainer()
                .withName("main")
                .withImage(PodCommands.IMAGE)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("python3", "-c", "import time; time.sleep(600)")
                .endContainer()
                .endSpec()
                .build();
    }

    private static String otherNode(KubernetesClient client, String node) {
        return client.nodes().list().getItems().stream()
                .filter(other -> other.getSpec().getTaints().isEmpty())
                .map((Node other) -> other.getMetadata().getName())
                .filter(other -> !other.equals(node))
                .findFirst()
                .orElse(node);
    }
}
