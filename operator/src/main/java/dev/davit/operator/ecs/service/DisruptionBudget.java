package dev.davit.operator.ecs.service;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.operator.ecs.service.deployment.DeploymentWords;
import dev.davit.operator.ecs.service.deployment.Stage;
import dev.davit.operator.ecs.service.plan.Sizes;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Optional;

/**
 * Pure: how many tasks of a service an eviction has to leave. A node that is drained keeps them until the service has moved
 * them, which it does because the node takes no new pods.
 */
final class DisruptionBudget {

    /** The value of the component label on it. */
    static final String COMPONENT = "service-disruption";

    private DisruptionBudget() {}

    /** None for a service that starts no tasks: it would never let go of a node. */
    static Optional<PodDisruptionBudget> of(ServiceInputs inputs, ServiceDecision decision) {
        return decision.book()
                .primary()
                .filter(newest -> !DeploymentWords.FAILED.equals(newest.rolloutState))
                .map(newest -> fewest(inputs, decision, newest))
                .filter(fewest -> fewest > 0)
                .map(fewest -> made(inputs, fewest));
    }

    /** While two revisions run side by side both keep all their tasks. */
    private static int fewest(ServiceInputs inputs, ServiceDecision decision, ServiceDeployment newest) {
        Sizes sizes = Sizes.of(inputs.spec());
        Stage stage = Stage.of(newest);
        if (stage == null) {
            return sizes.minimum();
        }
        boolean both = stage.compareTo(Stage.POST_SCALE_UP) >= 0
                && stage != Stage.CLEAN_UP
                && decision.book().fallback().isPresent();
        return both ? 2 * sizes.desired() : sizes.desired();
    }

    private static PodDisruptionBudget made(ServiceInputs inputs, int fewest) {
        String service = inputs.service().getMetadata().getName();
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(ServiceNames.budget(inputs.service()))
                .withNamespace(inputs.service().getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, COMPONENT)
                .addToOwnerReferences(Owners.controller(inputs.service()))
                .endMetadata()
                .withNewSpec()
                .withMinAvailable(new IntOrString(fewest))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .addToMatchLabels(ServiceLabels.SERVICE, service)
                .addNewMatchExpression()
                .withKey(Labels.STOPPING)
                .withOperator("DoesNotExist")
                .endMatchExpression()
                .endSelector()
                .endSpec()
                .build();
    }
}
