package supervisor

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const containerdConfig = `version = 3
root = "%[1]s/root"
state = "/run/containerd"
disabled_plugins = ["io.containerd.nri.v1.nri"]
[grpc]
  address = "` + containerd + `"
[plugins."io.containerd.internal.v1.opt"]
  path = "%[1]s/opt"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
  disable_apparmor = true
[plugins."io.containerd.cri.v1.runtime".cni]
  bin_dirs = ["%[2]s", "%[4]s"]
  conf_dir = "%[3]s"
[plugins."io.containerd.cri.v1.images"]
  snapshotter = "overlayfs"
[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "` + PauseReference + `"
`

// Every pod is a point-to-point link with its own route: no bridge, no masquerading, so a pod sees another's own address.
// The last plugin lets it start when its NetworkPolicies are in force.
const networkConfig = `{"cniVersion": "1.0.0", "name": "davit", "plugins": [
 {"type": "ptp", "mtu": 1500, "ipMasq": false,
  "ipam": {"type": "host-local", "dataDir": "/run/davit/cni", "ranges": [[{"subnet": "%s"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
 {"type": "portmap", "capabilities": {"portMappings": true}},
 {"type": "netpol-cni", "socket": "` + policySocket + `"}]}
`

const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: %[1]s
containerRuntimeEndpoint: unix://` + containerd + `
podLogsDir: %[2]s/%[4]s
volumePluginDir: %[2]s/volume-plugins
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: %[2]s/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: %[2]s/pki/%[3]s.crt
tlsPrivateKeyFile: %[2]s/pki/%[3]s.key
clusterDNS: [` + DNSAddress + `]
clusterDomain: cluster.local
resolvConf: %[2]s/resolv.conf
failSwapOn: false
maxPods: 250
podPidsLimit: 1024
serializeImagePulls: false
registryPullQPS: 0
eventRecordQPS: 0
kubeAPIQPS: 200
kubeAPIBurst: 400
evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%}
imageGCHighThresholdPercent: 100
syncFrequency: 10s
systemReserved: {memory: %[5]dMi}
`

// The connection tracking limits are the machine's and stay as they are (0). Services are in effect after a tenth of a
// second instead of a whole one.
const proxyConfig = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection: {kubeconfig: %[1]s}
hostnameOverride: %[2]s
mode: nftables
clusterCIDR: ` + PodRange + `
nftables: {minSyncPeriod: 100ms, syncPeriod: 30s}
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
`

// startRuntime starts containerd and gives it the pause image.
func (s *Supervisor) startRuntime(ctx context.Context) error {
	c := s.config
	cni := c.Path(s.node.Own("cni"))
	if err := os.MkdirAll(cni, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(cni, "10-davit.conflist"), fmt.Appendf(nil, networkConfig, s.node.PodRange()), 0o600); err != nil {
		return err
	}
	config, err := s.write(s.node.Own("containerd")+".toml", fmt.Sprintf(containerdConfig, c.Path(s.node.Own("containerd")), c.CNIPlugins, cni, c.Programs))
	if err != nil {
		return err
	}
	if err := s.launch("containerd", c.Program("containerd"), "-c", config); err != nil {
		return err
	}
	if err := until(ctx, "containerd", connects("unix", containerd)); err != nil {
		return err
	}
	log := s.log(s.node.Own("images"))
	if err := s.processes.Run(log, "ctr", "images", "import", "--local", c.PauseImage); err != nil {
		text, _ := os.ReadFile(log)
		return fmt.Errorf("load the pause image: %w: %s", err, strings.TrimSpace(string(text)))
	}
	s.step("containerd")
	return nil
}

// startNode starts the enforcer of NetworkPolicies, the kubelet and kube-proxy.
func (s *Supervisor) startNode() error {
	c := s.config
	if _, err := s.write("resolv.conf", "nameserver "+DNSAddress+"\n"); err != nil {
		return err
	}
	if err := s.startPolicies(); err != nil {
		return err
	}
	kubelet := s.node.Own("kubelet")
	config, err := s.write(kubelet+".yaml", fmt.Sprintf(kubeletConfig, s.node.Cgroup(c.CgroupRoot), c.Folder, kubelet, s.node.Own("pod-logs"), c.reservedMemory()))
	if err != nil {
		return err
	}
	err = s.launch("kubelet", c.Program("kubelet"), "--config="+config, "--kubeconfig="+c.Path("pki", kubelet+".kubeconfig"),
		"--root-dir="+c.Path(kubelet), "--hostname-override="+s.node.Name, "--node-ip="+s.node.Address())
	if err != nil {
		return err
	}
	config, err = s.write(s.node.Own("kube-proxy")+".yaml", fmt.Sprintf(proxyConfig, c.Path("pki", "proxy.kubeconfig"), s.node.Name))
	if err != nil {
		return err
	}
	return s.launch("kube-proxy", c.Program("kube-proxy"), "--config="+config)
}
