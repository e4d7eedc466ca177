package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.ServiceDeployment;

/** How far a BLUE_GREEN, LINEAR or CANARY deployment is, in ECS's words and order. */
public enum Stage {
    /** Tasks of earlier attempts go. */
    RECONCILE_SERVICE,
    /** Nothing of the new revision is there. */
    PRE_SCALE_UP,
    /** The new revision's tasks start. */
    SCALE_UP,
    /** They are healthy. */
    POST_SCALE_UP,
    /** Test traffic goes to them. */
    TEST_TRAFFIC_SHIFT,
    /** It does. */
    POST_TEST_TRAFFIC_SHIFT,
    /** Production traffic is about to move. */
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    /** It moves. */
    PRODUCTION_TRAFFIC_SHIFT,
    /** It has moved. */
    POST_PRODUCTION_TRAFFIC_SHIFT,
    /** Both revisions run on for a while. */
    BAKE_TIME,
    /** The old revision's tasks go. */
    CLEAN_UP;

    /** The stage of a deployment, or null when it has none. */
    public static Stage of(ServiceDeployment deployment) {
        return deployment.lifecycleStage == null ? null : valueOf(deployment.lifecycleStage);
    }

    /** Whether test traffic is the deployment's. */
    public static boolean tested(ServiceDeployment deployment) {
        Stage stage = of(deployment);
        return stage == null || stage.compareTo(TEST_TRAFFIC_SHIFT) >= 0;
    }

    public Stage next() {
        return values()[ordinal() + 1];
    }
}
