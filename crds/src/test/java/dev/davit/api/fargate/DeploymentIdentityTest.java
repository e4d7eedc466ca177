package dev.davit.api.fargate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Reference;
import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentIdentityTest {

    private static final String NEWEST = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:";

    private static ServiceSpec spec() {
        ServiceSpec spec = new ServiceSpec();
        spec.taskDefinition = "web:1";
        spec.desiredCount = 2;
        spec.enableExecuteCommand = true;
        return spec;
    }

    private static List<CapacityProviderStrategyItem> spot() {
        CapacityProviderStrategyItem item = new CapacityProviderStrategyItem();
        item.capacityProvider = "FARGATE_SPOT";
        item.weight = 1;
        return List.of(item);
    }

    /** Written in the status of services: another value would replace all tasks of all services at an upgrade. */
    @Test
    void isTheSameForEver() {
        assertThat(DeploymentIdentity.content(spec(), null, spot())).isEqualTo("65swaahc5rs3762e5bke");
        assertThat(DeploymentIdentity.id("uid-of-web", 1)).isEqualTo("ecs-svc/2657057486364086444");
    }

    @Test
    void anotherCountIsTheSameAndAnotherTaskIsNot() {
        String content = DeploymentIdentity.content(spec(), null, null);
        ServiceSpec other = spec();
        other.desiredCount = 7;
        assertThat(DeploymentIdentity.content(other, null, null)).isEqualTo(content);
        other.forceNewDeployment = "again";
        assertThat(DeploymentIdentity.content(other, null, null)).isNotEqualTo(content);
        assertThat(DeploymentIdentity.content(spec(), null, spot())).isNotEqualTo(content);
    }

    @Test
    void aNewerRevisionIsAnotherOnlyForAReference() {
        ServiceSpec named = spec();
        assertThat(DeploymentIdentity.content(named, NEWEST + 1, null))
                .isEqualTo(DeploymentIdentity.content(named, NEWEST + 2, null));
        ServiceSpec referred = spec();
        referred.taskDefinition = null;
        referred.taskDefinitionRef = new Reference();
        assertThat(DeploymentIdentity.content(referred, NEWEST + 1, null))
                .isNotEqualTo(DeploymentIdentity.content(referred, NEWEST + 2, null));
    }

    @Test
    void theStrategyIsTheClustersWhereTheServiceSaysNothing() {
        Cluster cluster = new Cluster();
        cluster.getSpec().defaultCapacityProviderStrategy = spot();
        ServiceSpec spec = spec();
        assertThat(DeploymentIdentity.strategy(spec, Optional.of(cluster))).hasSize(1);
        assertThat(DeploymentIdentity.strategy(spec, Optional.empty())).isNull();
        spec.launchType = "FARGATE";
        assertThat(DeploymentIdentity.strategy(spec, Optional.of(cluster))).isNull();
    }
}
