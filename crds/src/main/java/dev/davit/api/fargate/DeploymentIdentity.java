package dev.davit.api.fargate;

import dev.davit.api.common.Base32;
import dev.davit.api.common.Content;
import dev.davit.api.common.Sha256;
import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What makes a deployment of a service another one, and what it is called: the same for whoever asks. */
public final class DeploymentIdentity {

    private static final BigInteger ID_RANGE = BigInteger.TEN.pow(19);
    private static final String ID_PREFIX = "ecs-svc/";
    private static final int ID_DIGITS = 19;
    private static final int DIGEST = 20;

    private DeploymentIdentity() {}

    /**
     * The digest of all that makes tasks of a deployment differ from those of another.
     *
     * @param newest the ARN of the newest revision of the TaskDefinition that the spec refers to; without effect where it
     *     names one: a family by its name means the newest revision at the time of a deployment, and a newer one is none
     * @param strategy as {@link #strategy} has it
     */
    public static String content(ServiceSpec spec, String newest, List<CapacityProviderStrategyItem> strategy) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("taskDefinition", spec.taskDefinitionRef == null ? spec.taskDefinition : newest);
        parts.put("networkConfiguration", spec.networkConfiguration);
        parts.put("capacityProviderStrategy", strategy);
        parts.put("loadBalancers", spec.loadBalancers);
        parts.put("enableExecuteCommand", Boolean.TRUE.equals(spec.enableExecuteCommand) ? true : null);
        parts.put("forceNewDeployment", spec.forceNewDeployment);
        return Base32.of(Sha256.of(Content.canonical(parts))).substring(0, DIGEST);
    }

    /** The strategy of the service, else, unless it names a launch type, that of its cluster; null when there is none. */
    public static List<CapacityProviderStrategyItem> strategy(ServiceSpec spec, Optional<Cluster> cluster) {
        return spec.capacityProviderStrategy != null || spec.launchType != null
                ? spec.capacityProviderStrategy
                : cluster.map(c -> c.getSpec().defaultCapacityProviderStrategy).orElse(null);
    }

    /** The id of a deployment, always the same for the uid of its service and its number: ecs-svc/ and 19 digits. */
    public static String id(String uid, long number) {
        String digits =
                new BigInteger(1, Sha256.of(uid + "/" + number)).mod(ID_RANGE).toString();
        return ID_PREFIX + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }
}
