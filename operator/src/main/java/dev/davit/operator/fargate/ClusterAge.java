package dev.davit.operator.fargate;

import io.fabric8.kubernetes.client.VersionInfo;

/** What the cluster is too old for. An older API server would drop such words of a pod silently. */
public final class ClusterAge {

    /** Container restart rules (KEP-5307) are there by default since 1.35. */
    private static final int RESTARTS_SINCE = 35;

    /** Resources of a pod as a whole (KEP-2837) are there by default since 1.34. */
    private static final int POD_RESOURCES_SINCE = 34;

    private ClusterAge() {}

    /** Whether a pod may say of one container that it is started again. */
    public static boolean restartsContainers(VersionInfo version) {
        return isSince(version, RESTARTS_SINCE);
    }

    /** Whether a pod may say how much all its containers get together. */
    public static boolean limitsPods(VersionInfo version) {
        return isSince(version, POD_RESOURCES_SINCE);
    }

    private static boolean isSince(VersionInfo version, int minorWanted) {
        String minor = version.getMinor().replaceAll("\\D.*", "");
        return !"1".equals(version.getMajor()) || !minor.isEmpty() && Integer.parseInt(minor) >= minorWanted;
    }
}
