package dev.davit.gateway.kube;

import dev.davit.testkit.api.ApiServer;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** The gateway's ServiceAccount with no more rights than the chart gives it, and ServiceAccounts of callers. */
final class GatewayAccount {

    private GatewayAccount() {}

    /** How the gateway of that namespace connects. */
    static Config config(ApiServer server, String namespace) {
        KubernetesClient admin = server.client();
        String name = "gateway-" + namespace;
        serviceAccount(admin, namespace, "gateway");
        admin.resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withRules(
                                rule("lambda.davit.dev", "functions,versions,aliases,functionurlconfigs", "list,watch"),
                                rule("davit.dev", "functionrevisions", "get,list,watch"),
                                rule("davit.dev", "environmentpools", "list,watch,patch"),
                                rule("", "pods", "list,watch"),
                                rule("ecs.davit.dev", "tasks", "get,list,create,patch"),
                                rule("ecs.davit.dev", "taskdefinitions", "get,list"),
                                rule("ecs.davit.dev", "clusters", "list"),
                                rule("events.k8s.io", "events", "get"),
                                rule("ecs.davit.dev", "services", "get,list,patch"),
                                rule("ec2.davit.dev", "subnets,securitygroups", "list"),
                                rule("", "serviceaccounts", "get"),
                                rule("apps", "controllerrevisions", "get,list"),
                                rule("lambda.davit.dev", "layerversions", "get"),
                                rule("authentication.k8s.io", "tokenreviews", "create"),
                                rule("authorization.k8s.io", "subjectaccessreviews", "create"))
                        .build())
                .create();
        admin.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                        .addNewSubject(null, "ServiceAccount", "gateway", namespace)
                        .build())
                .create();
        allow(admin, namespace, "gateway", rule("", "secrets", "list,watch"));
        return server.config(token(admin, namespace, "gateway"));
    }

    static void serviceAccount(KubernetesClient admin, String namespace, String name) {
        admin.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    static String token(KubernetesClient admin, String namespace, String name) {
        return admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(name)
                .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                .getStatus()
                .getToken();
    }

    /** Lets a ServiceAccount of the namespace do that in the namespace. */
    static void allow(KubernetesClient admin, String namespace, String account, PolicyRule rule) {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(account)
                        .endMetadata()
                        .withRules(rule)
                        .build())
                .create();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                        .addNewSubject(null, "ServiceAccount", account, namespace)
                        .build())
                .create();
    }

    static PolicyRule rule(String group, String resources, String verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(List.of(resources.split(",")))
                .withVerbs(List.of(verbs.split(",")))
                .build();
    }
}
