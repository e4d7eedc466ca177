package dev.davit.operator.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.ec2.v1alpha1.NetworkACL;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.operator.config.NetworkSettings;
import dev.davit.operator.ec2.networkacl.AclStanding;
import dev.davit.operator.ec2.networkacl.AclSweeper;
import dev.davit.operator.ec2.networkacl.NetworkACLReconciler;
import dev.davit.operator.ec2.policy.AclPolicies;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Network ACLs on an API server that comes to serve ClusterNetworkPolicy. */
@WithApiServer
class NetworkACLIT {

    private static RunningOperator operator(KubernetesClient client) {
        return RunningOperator.start(client, c -> {
            var config = new RunningOperator.Config("davit-system");
            var installation = new Installation(c, config);
            var standing = new AclStanding(c, new NetworkSettings(true, Optional.empty()), Clock.systemUTC());
            return List.of(new NetworkACLReconciler(
                    installation.objects(),
                    installation.cluster(),
                    standing,
                    new AclSweeper(c, standing),
                    config,
                    Clock.systemUTC(),
                    RunningOperator.events(c)));
        });
    }

    private static void apply(KubernetesClient client, String namespace, String kind, String name, String spec) {
        String yaml = "apiVersion: ec2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: {vpcRef: {from: {name: main}}, " + spec + "}";
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .serverSideApply();
    }

    private static void until(KubernetesClient client, String namespace, String name, String ready) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            NetworkACL acl = client.resources(NetworkACL.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            return acl.getStatus() != null
                    && Conditions.find(acl.getStatus().conditions, "Ready")
                            .filter(c -> ready.equals(c.getStatus() + " " + c.getReason()))
                            .isPresent();
        });
    }

    private static List<GenericKubernetesResource> policies(KubernetesClient client) {
        return client.genericKubernetesResources(AclPolicies.API_VERSION, AclPolicies.KIND)
                .list()
                .getItems();
    }

    @Test
    void saysWhatIsMissingThenCompilesAndGoesWithItsAclEvenWhileTheOperatorIsAway(ApiServer server) {
        KubernetesClient client = server.client();
        String namespace = server.newNamespace("acl");
        client.resource(Serialization.unmarshal(
                        "apiVersion: ec2.davit.dev/v1alpha1\nkind: VPC\nmetadata: {name: main, namespace: " + namespace
                                + "}\nspec: {cidrBlocks: [10.0.0.0/16]}",
                        GenericKubernetesResource.class))
                .create();
        apply(client, namespace, "Subnet", "a", "cidrBlock: 10.0.1.0/24");
        String entries =
                "associations: [{subnetRef: {from: {name: a}}}], entries: [{ruleNumber: 100, ruleAction: allow, egress:"
                        + " true, protocol: tcp, cidrBlock: 10.0.0.0/8, portRange: {from: 0, to: 65535}}, {ruleNumber: 100, ruleAction:"
                        + " deny, protocol: \"-1\", cidrBlock: 10.0.1.0/24}]";
        apply(client, namespace, "NetworkACL", "acl", entries);
        try (RunningOperator before = operator(client)) {
            until(client, namespace, "acl", "False NaclUnsupported");
            before.settle();
        }
        InputStream crd = NetworkACLIT.class.getResourceAsStream("/clusternetworkpolicies.yaml");
        client.apiextensions().v1().customResourceDefinitions().load(crd).serverSideApply();
        await().ignoreExceptions().until(() -> policies(client).isEmpty());
        try (RunningOperator after = operator(client)) {
            until(client, namespace, "acl", "True Ready");
            assertThat(policies(client))
                    .singleElement()
                    .satisfies(p -> assertThat(p.getMetadata().getName()).endsWith("-acl-a"));
            apply(client, namespace, "NetworkACL", "second", "associations: [{subnetRef: {from: {name: a}}}]");
            until(client, namespace, "second", "False SubnetTaken");
            delete(client, namespace, "second");
            delete(client, namespace, "acl");
            await().until(() -> policies(client).isEmpty());
            apply(client, namespace, "NetworkACL", "acl", entries);
            await().until(() -> policies(client).size() == 1);
            replacedAtOnceItIsInForceAgain(client, namespace, entries);
            after.settle();
        }
        delete(client, namespace, "acl");
        try (RunningOperator later = operator(client)) {
            await().until(() -> policies(client).isEmpty());
            later.settle();
        }
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("clusternetworkpolicies.policy.networking.k8s.io")
                .delete();
    }

    private static void replacedAtOnceItIsInForceAgain(KubernetesClient client, String namespace, String entries) {
        for (int round = 0; round < 5; round++) {
            delete(client, namespace, "acl");
            apply(client, namespace, "NetworkACL", "acl", entries);
            until(client, namespace, "acl", "True Ready");
            assertThat(policies(client)).hasSize(1);
        }
    }

    private static void delete(KubernetesClient client, String namespace, String name) {
        client.resources(NetworkACL.class).inNamespace(namespace).withName(name).delete();
    }
}
