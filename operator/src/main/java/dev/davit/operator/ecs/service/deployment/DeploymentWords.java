package dev.davit.operator.ecs.service.deployment;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.operator.kernel.Names;
import java.math.BigInteger;

/** The words in a deployment's status, ECS's, and what of a spec they are about. */
public final class DeploymentWords {

    public static final String PRIMARY = "PRIMARY";
    public static final String ACTIVE = "ACTIVE";
    public static final String INACTIVE = "INACTIVE";

    public static final String IN_PROGRESS = "IN_PROGRESS";
    public static final String COMPLETED = "COMPLETED";
    public static final String FAILED = "FAILED";

    private static final BigInteger ID_RANGE = BigInteger.TEN.pow(19);
    private static final String ID_PREFIX = "ecs-svc/";
    private static final int ID_DIGITS = 19;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DeploymentWords() {}

    /** A deep copy: what a cache holds is never changed. */
    public static ServiceDeployment copy(ServiceDeployment deployment) {
        return JSON.convertValue(deployment, ServiceDeployment.class);
    }

    /** The circuit breaker that the spec asks for, or null. */
    public static DeploymentCircuitBreaker breaker(ServiceSpec spec) {
        return spec.deploymentConfiguration == null ? null : spec.deploymentConfiguration.deploymentCircuitBreaker;
    }

    /** The id of a deployment, always the same for its number: ecs-svc/ and 19 digits. */
    public static String deploymentId(Service service, long number) {
        byte[] hash = Names.sha256(
                (service.getMetadata().getUid() + "/" + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String digits = new BigInteger(1, hash).mod(ID_RANGE).toString();
        return ID_PREFIX + "0".repeat(ID_DIGITS - digits.length()) + digits;
    }
}
