// Package supervisor is process 1 of a cluster's namespaces: it prepares them, runs the cluster's programs and ends with
// everything in it when it is killed.
package supervisor

import (
	"encoding/json"
	"os"
	"path/filepath"

	"davit.dev/hack/node/control"
)

// Config is what `up` decided; it lies in the cluster's folder as config.json.
type Config struct {
	Name       string `json:"name"`
	Folder     string `json:"folder"`   // the cluster's own folder, absolute
	Programs   string `json:"programs"` // the folder of the built programs
	PauseImage string `json:"pauseImage"`
	CNIPlugins string `json:"cniPlugins"`
	CgroupRoot string `json:"cgroupRoot"`
	// Nodes are numbered from 1; the first one has the control plane.
	Nodes []Node `json:"nodes"`
	// Outside asks for a network beyond the nodes, a stand-in for the internet.
	Outside bool `json:"outside"`
	// Forwards are in the order of the inherited listeners; the first is the API server's.
	Forwards []control.Forward `json:"forwards"`
}

// The addresses inside a cluster's own network namespaces; they never show outside. NodeAddress is the first node's.
const (
	NodeAddress    = "10.89.0.2"
	NodePrefix     = "/24"
	NodeRange      = "10.89.0.0/24"
	PodRange       = "10.244.0.0/16"
	ServiceRange   = "10.96.0.0/16"
	APIAddress     = "10.96.0.1"
	DNSAddress     = "10.96.0.10"
	APIPort        = "6443"
	PauseReference = "registry.davit.dev/node/pause:1"
	containerd     = "/run/davit/containerd.sock"
)

// NodeName is the first Kubernetes node's name.
func (c Config) NodeName() string { return c.Nodes[0].Name }

// Path is a path below the cluster's folder.
func (c Config) Path(elements ...string) string {
	return filepath.Join(append([]string{c.Folder}, elements...)...)
}

// Program is the path of a built program.
func (c Config) Program(name string) string { return filepath.Join(c.Programs, name) }

// Save writes config.json.
func (c Config) Save() error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(c.Path("config.json"), text, 0o600)
}

// Load reads a cluster's config.json.
func Load(folder string) (Config, error) {
	var c Config
	text, err := os.ReadFile(filepath.Join(folder, "config.json"))
	if err != nil {
		return c, err
	}
	return c, json.Unmarshal(text, &c)
}
