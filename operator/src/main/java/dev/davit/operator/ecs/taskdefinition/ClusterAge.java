package dev.davit.operator.ecs.taskdefinition;

import io.fabric8.kubernetes.client.VersionInfo;

/** What the cluster is too old for. */
final class ClusterAge {

    /** Container restart rules (KEP-5307) are there by default since 1.35. */
    private static final int RESTARTS_SINCE = 35;

    private ClusterAge() {}

    /** Whether a pod may say of one container that it is started again; an older API server would drop the words silently. */
    static boolean restartsContainers(VersionInfo version) {
        String minor = version.getMinor().replaceAll("\\D.*", "");
        return !"1".equals(version.getMajor()) || !minor.isEmpty() && Integer.parseInt(minor) >= RESTARTS_SINCE;
    }
}
