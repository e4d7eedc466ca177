package supervisor

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestNodesHaveTheirOwnNamesAddressesAndZones(t *testing.T) {
	nodes := NewNodes("it", 3, []string{"a", "b"})
	for i, want := range []string{
		"it-1 10.89.0.2 10.244.0.0/24 a kubelet /davit-it", "it-2 10.89.0.3 10.244.1.0/24 b kubelet-2 /davit-it/node-2",
		"it-3 10.89.0.4 10.244.2.0/24 a kubelet-3 /davit-it/node-3",
	} {
		n := nodes[i]
		if got := strings.Join([]string{n.Name, n.Address(), n.PodRange(), n.Zone, n.Own("kubelet"), n.Cgroup("/davit-it")}, " "); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	var object struct {
		Metadata struct{ Labels map[string]string }
		Spec     struct{ PodCIDR string }
	}
	if err := json.Unmarshal([]byte(nodes[1].object()), &object); err != nil {
		t.Fatal(err)
	}
	if object.Metadata.Labels["topology.kubernetes.io/zone"] != "b" || object.Spec.PodCIDR != "10.244.1.0/24" {
		t.Errorf("got %+v", object)
	}
	if strings.Contains(NewNodes("it", 1, nil)[0].object(), "zone") {
		t.Error("a node got a zone that nobody asked for")
	}
}

func TestASingleNodeHasNoWire(t *testing.T) {
	c := Config{Nodes: NewNodes("it", 1, nil)}
	if c.wired() || strings.Contains(c.cables(), wire) || strings.Contains(c.addresses(c.Nodes[0]), " via ") || c.reservedMemory() != 0 {
		t.Errorf("got %s%s", c.cables(), c.addresses(c.Nodes[0]))
	}
}

func TestNodesKnowTheWayToEachOthersPodsAndOutside(t *testing.T) {
	c := Config{Nodes: NewNodes("it", 2, nil), Outside: true}
	got := c.addresses(c.Nodes[1])
	for _, want := range []string{
		"address add 10.89.0.3/24 dev node0\n", "route add 10.244.0.0/24 via 10.89.0.2\n", "route add 203.0.113.10 via 10.89.0.1\n",
		"route add unreachable default\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "10.244.1.0/24") {
		t.Errorf("a node routes its own pods away:\n%s", got)
	}
	if bridge := c.bridge(); strings.Count(bridge, "master bridge0") != 2 || !strings.Contains(bridge, "203.0.113.10/32") {
		t.Errorf("got %s", bridge)
	}
	if total := c.reservedMemory(); total <= 0 {
		t.Errorf("two nodes offer the machine's memory twice: %d MiB held back", total)
	}
}
