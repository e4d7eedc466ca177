// Package build compiles a node's programs from Go modules, once for each set of versions and sources.
package build

// Versions whose numbers the programs shall tell; the modules' own are in the go.mod of each folder.
const (
	kubernetesVersion = "v1.36.3"
	helmVersion       = "v4.3.1"
	runcVersion       = "1.3.4"
	containerdVersion = "v2.2.1"
)

// target is one `go build`: a nested module, and what comes out of it.
type target struct {
	folder   string
	packages []string // "." or, for programs of a module that folder/go.mod requires, "tool"
	output   []string
	ldflags  string
	tags     string
	cgo      bool
	links    []string // further names of a program that looks at its own
	amount   int      // about how many packages it has, for the progress bar
}

var targets = []target{
	{
		folder: "pause", packages: []string{"."}, output: []string{"pause"}, amount: 70,
	},
	{
		folder: "runc", packages: []string{"tool"}, output: []string{"runc"}, tags: "seccomp", cgo: true, amount: 304,
		ldflags: "-X main.version=" + runcVersion,
	},
	{
		folder: "containerd", packages: []string{"tool"}, output: []string{"containerd", "containerd-shim-runc-v2", "ctr"},
		tags: "no_btrfs,no_devmapper,no_zfs", amount: 1044,
		ldflags: "-X github.com/containerd/containerd/v2/version.Version=" + containerdVersion,
	},
	{
		folder: "helm", packages: []string{"tool"}, output: []string{"helm"}, amount: 1183,
		ldflags: "-X helm.sh/helm/v4/internal/version.version=" + helmVersion,
	},
	{
		folder: "kube", packages: []string{"./netpol-cni"}, output: []string{"netpol-cni"}, amount: 90,
	},
	{
		folder: "kube", packages: []string{"."}, output: []string{"kube"}, amount: 2935,
		ldflags: "-X k8s.io/component-base/version.gitVersion=" + kubernetesVersion +
			" -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36" +
			" -X k8s.io/client-go/pkg/version.gitVersion=" + kubernetesVersion,
		links: []string{
			"coredns", "etcd", "kube-apiserver", "kube-controller-manager", "kube-proxy", "kube-scheduler", "kubectl", "kubelet",
			"netpol",
		},
	},
}

// arguments are those of `go` for the target.
func (t target) arguments(output string) []string {
	ldflags := "-s -w"
	if t.ldflags != "" {
		ldflags += " " + t.ldflags
	}
	arguments := []string{"build", "-v", "-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags", ldflags}
	if t.tags != "" {
		arguments = append(arguments, "-tags", t.tags)
	}
	return append(append(arguments, "-o", output), t.packages...)
}
