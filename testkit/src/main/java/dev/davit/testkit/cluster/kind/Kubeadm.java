package dev.davit.testkit.cluster.kind;

/** Pure: the configuration that kubeadm makes and joins a node by, as Kind has it. */
final class Kubeadm {

    /** Where it is put. */
    static final String FILE = "/kind/kubeadm.conf";

    static final int API_PORT = 6443;
    static final String PODS = "10.244.0.0/16";
    private static final String SERVICES = "10.96.0.0/16";

    /** Known to everybody who reads this, and of use only in a network of containers of this machine. */
    private static final String TOKEN = "abcdef.0123456789abcdef";

    private Kubeadm() {}

    /**
     * The whole of it.
     *
     * @param cluster the cluster's name
     * @param version Kubernetes', as the image says
     * @param control the name of the node with the control plane
     * @param node this node's name
     * @param address this node's address
     * @param zone this node's zone, or null
     */
    static String configuration(
            String cluster, String version, String control, String node, String address, String zone) {
        String labels = zone == null ? "" : ",topology.kubernetes.io/zone=" + zone;
        String registration = """
                nodeRegistration:
                  name: %s
                  criSocket: unix:///run/containerd/containerd.sock
                  taints: []
                  kubeletExtraArgs:
                  - {name: node-ip, value: "%s"}
                  - {name: node-labels, value: "davit.dev/cluster=%s%s"}
                """.formatted(node, address, cluster, labels);
        return """
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: ClusterConfiguration
                clusterName: %1$s
                kubernetesVersion: %2$s
                controlPlaneEndpoint: "%3$s:%8$d"
                apiServer:
                  certSANs: [localhost, 127.0.0.1, %3$s]
                networking: {podSubnet: %4$s, serviceSubnet: %5$s}
                ---
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: InitConfiguration
                bootstrapTokens: [{token: %6$s}]
                localAPIEndpoint: {advertiseAddress: "%7$s", bindPort: %8$d}
                %9$s---
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: JoinConfiguration
                discovery:
                  bootstrapToken: {apiServerEndpoint: "%3$s:%8$d", token: %6$s, unsafeSkipCAVerification: true}
                %9$s---
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                cgroupDriver: systemd
                cgroupRoot: /kubelet
                failSwapOn: false
                podPidsLimit: 1024
                failCgroupV1: false
                imageGCHighThresholdPercent: 100
                evictionHard: {memory.available: 100Mi, nodefs.available: 0%%, nodefs.inodesFree: 0%%, imagefs.available: 0%%}
                ---
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: iptables
                iptables: {minSyncPeriod: 1s}
                conntrack: {maxPerCore: 0}
                """.formatted(cluster, version, control, PODS, SERVICES, TOKEN, address, API_PORT, registration);
    }
}
