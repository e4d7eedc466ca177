package dev.davit.operator.ec2;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.SurvivalIT;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.NamespaceState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A VPC and two groups that name each other; then one gets another port and loses its way out. */
class SecurityGroupSurvivalIT extends SurvivalIT {

    @Override
    protected List<Reconciler<?>> reconcilers(KubernetesClient operators) {
        return new Networks(operators, new RunningOperator.Config("davit-system")).and();
    }

    @Override
    protected List<String> watched() {
        return List.of("securitygroups", "networkpolicies", "vpcs");
    }

    /** Counts are written later than all else, when some have come together. */
    @Override
    protected NamespaceState.Likeness alike() {
        return new NamespaceState.Likeness() {
            @Override
            public String text(String json) {
                return json.replaceAll("\"(members|policies|securityGroups|subnets)\" : \\d+", "$1");
            }
        };
    }

    @Override
    protected List<BooleanSupplier> steps() {
        return List.of(
                this::create,
                () -> isCompiled("web") && isCompiled("api") && editWeb(),
                () -> isCompiled("web") && isCompiled("api"));
    }

    private boolean create() {
        apply("VPC", "main", "{cidrBlocks: [10.0.0.0/16]}");
        apply("SecurityGroup", "web", group("web", "api", 80, ""));
        apply("SecurityGroup", "api", group("api", "web", 8080, ""));
        return true;
    }

    private boolean editWeb() {
        apply("SecurityGroup", "web", group("web", "api", 81, ", egressRules: []"));
        return true;
    }

    private static String group(String name, String from, int port, String rest) {
        return "{name: " + name
                + ", description: x, vpcRef: {from: {name: main}}, ingressRules: [{ipProtocol: tcp, fromPort: "
                + port + ", toPort: " + port + ", userIDGroupPairs: [{groupRef: {from: {name: " + from + "}}}]}]"
                + rest + "}";
    }

    private void apply(String kind, String name, String spec) {
        String yaml = "apiVersion: ec2.davit.dev/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\nspec: " + spec;
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .serverSideApply();
    }

    private boolean isCompiled(String name) {
        SecurityGroup group = client.resources(SecurityGroup.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
        return group.getStatus() != null
                && group.getMetadata().getGeneration().equals(group.getStatus().observedGeneration)
                && Conditions.isTrue(group.getStatus().conditions, "Compiled");
    }
}
