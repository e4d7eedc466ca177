package supervisor

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"syscall"
)

// Node is one Kubernetes node: namespaces of its own on this machine.
type Node struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
	Zone   string `json:"zone,omitempty"`
}

// MaxNodes is how many nodes a cluster may have.
const MaxNodes = 9

// NewNodes names a cluster's nodes and deals the zones out among them.
func NewNodes(cluster string, count int, zones []string) []Node {
	nodes := make([]Node, count)
	for i := range nodes {
		nodes[i] = Node{Number: i + 1, Name: fmt.Sprintf("%s-%d", cluster, i+1)}
		if len(zones) > 0 {
			nodes[i].Zone = zones[i%len(zones)]
		}
	}
	return nodes
}

// Address is the node's address on the network that the nodes share.
func (n Node) Address() string { return fmt.Sprintf("10.89.0.%d", n.Number+1) }

// PodRange has the addresses of the node's pods.
func (n Node) PodRange() string { return fmt.Sprintf("10.244.%d.0/24", n.Number-1) }

// Own is a name for what each node has one of: a program, its log, its certificate, a folder.
func (n Node) Own(name string) string {
	if n.Number == 1 {
		return name
	}
	return name + "-" + strconv.Itoa(n.Number)
}

// Cgroup is the control group, below the cluster's, in which the node's pods are.
func (n Node) Cgroup(root string) string {
	if n.Number == 1 {
		return root
	}
	return root + "/" + n.Own("node")
}

// Socket is where the node's supervisor is asked.
func (c Config) Socket(n Node) string { return c.Path(n.Own("control") + ".sock") }

func (n Node) object() string {
	labels := map[string]string{}
	if n.Zone != "" {
		labels["topology.kubernetes.io/zone"] = n.Zone
	}
	text, _ := json.Marshal(map[string]any{
		"apiVersion": "v1", "kind": "Node",
		"metadata": map[string]any{"name": n.Name, "labels": labels},
		"spec":     map[string]any{"podCIDR": n.PodRange(), "podCIDRs": []string{n.PodRange()}},
	})
	return string(text)
}

// registerNodes makes the nodes' objects before the controller manager would deal out pod ranges; the kubelets find and
// complete them.
func (s *Supervisor) registerNodes(ctx context.Context) error {
	for _, node := range s.config.Nodes {
		if err := s.api.Create(ctx, "/api/v1/nodes", node.object()); err != nil {
			return err
		}
	}
	return nil
}

// reservedMemory is what each kubelet holds back, in MiB, so that together they offer no more than the machine has.
// Processor time they offer in full, each.
func (c Config) reservedMemory() int {
	var info syscall.Sysinfo_t
	if len(c.Nodes) == 1 || syscall.Sysinfo(&info) != nil {
		return 0
	}
	total := info.Totalram * uint64(info.Unit) >> 20
	return int(total) * (len(c.Nodes) - 1) / len(c.Nodes)
}
