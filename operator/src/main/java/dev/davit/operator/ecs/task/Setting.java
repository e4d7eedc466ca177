package dev.davit.operator.ecs.task;

import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.fargate.CapacityProviders;
import java.util.Optional;

/**
 * Where and how the cluster runs a task's pod.
 *
 * @param region the region that programs see
 * @param place its place in the network
 * @param providerName the capacity provider that was drawn, if the task names any
 * @param provider what the provider is made of
 * @param limitsPods whether a pod has a size of its own, which its containers share
 * @param userNamespaces whether the pod's users are none of the node's
 * @param metadata where containers learn of themselves
 */
record Setting(
        String region,
        Place place,
        Optional<String> providerName,
        CapacityProviders.Provider provider,
        boolean limitsPods,
        boolean userNamespaces,
        TaskMetadata metadata) {}
