package supervisor

import (
	"fmt"
	"os"
	"strings"
)

// Wire is the network namespace between the nodes: a bridge, and behind it the outside. It exists when a cluster has
// several nodes or an outside; a single node has a network card whose other end is there to give it carrier alone.
const (
	wire        = "wire"
	wireAddress = "10.89.0.1"
)

// OutsideAddresses are those of the stand-in for the internet (RFC 5737), and the address where clouds serve metadata.
var OutsideAddresses = []string{"203.0.113.10", "203.0.113.20", "198.51.100.10", "169.254.169.254"}

func (c Config) wired() bool { return len(c.Nodes) > 1 || c.Outside }

// cables lays the network of all nodes, for `ip -batch` in the first one's namespace, which is the current one.
func (c Config) cables() string {
	if !c.wired() {
		return "link add node0 type veth peer name uplink0\nlink set uplink0 up\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "netns add %s\n", wire)
	for _, node := range c.Nodes {
		port, card, space := fmt.Sprintf("port%d", node.Number), fmt.Sprintf("card%d", node.Number), node.Own("node")
		if node.Number == 1 {
			fmt.Fprintf(&b, "link add node0 type veth peer name %s netns %s\n", port, wire)
			continue
		}
		fmt.Fprintf(&b, "netns add %[1]s\nlink add %[2]s type veth peer name %[3]s netns %[4]s\nlink set %[2]s netns %[1]s name node0\n",
			space, card, port, wire)
	}
	return b.String()
}

// bridge joins the cables, for `ip -batch` in the wire's namespace.
func (c Config) bridge() string {
	var b strings.Builder
	fmt.Fprintf(&b, "link set lo up\nlink add bridge0 type bridge\naddress add %s%s dev bridge0\nlink set bridge0 up\n", wireAddress, NodePrefix)
	for _, node := range c.Nodes {
		fmt.Fprintf(&b, "link set port%[1]d master bridge0\nlink set port%[1]d up\n", node.Number)
	}
	if c.Outside {
		for _, address := range OutsideAddresses {
			fmt.Fprintf(&b, "address add %s/32 dev lo\n", address)
		}
	}
	return b.String()
}

// addresses set a node up, for `ip -batch` in its namespace. What is neither pod, service, node nor the outside is
// refused at once instead of timing out.
func (c Config) addresses(node Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "link set lo up\naddress add %s%s dev node0\nlink set node0 up\n", node.Address(), NodePrefix)
	fmt.Fprintf(&b, "route add %s dev node0\nroute add unreachable default\n", ServiceRange)
	for _, other := range c.Nodes {
		if other.Number != node.Number {
			fmt.Fprintf(&b, "route add %s via %s\n", other.PodRange(), other.Address())
		}
	}
	if c.Outside {
		for _, address := range OutsideAddresses {
			fmt.Fprintf(&b, "route add %s via %s\n", address, wireAddress)
		}
	}
	return b.String()
}

// masquerade gives pods the node's address for the outside, which knows no way to theirs.
func (c Config) masquerade() string {
	return fmt.Sprintf(`add table ip davit-outside
delete table ip davit-outside
table ip davit-outside {
  chain postrouting {
    type nat hook postrouting priority srcnat
    ip saddr %s ip daddr { %s } masquerade
  }
}
`, PodRange, strings.Join(OutsideAddresses, ", "))
}

// prepareNetwork sets the node's network up. The first node lays the cables for all of them; another one that starts
// again finds its own as it left it.
func (s *Supervisor) prepareNetwork() error {
	c := s.config
	if s.node.Number == 1 {
		if err := s.batch("cables", c.cables(), "ip", "-batch"); err != nil {
			return err
		}
		if c.wired() {
			if err := s.batch("bridge", c.bridge(), "ip", "-n", wire, "-batch"); err != nil {
				return err
			}
		}
		for _, node := range c.Nodes {
			command := []string{"ip", "-batch"}
			if node.Number > 1 {
				command = []string{"ip", "-n", node.Own("node"), "-batch"}
			}
			if err := s.batch(node.Own("addresses"), c.addresses(node), command...); err != nil {
				return err
			}
		}
	}
	if c.Outside {
		if err := s.batch(s.node.Own("masquerade"), c.masquerade(), "nft", "-f"); err != nil {
			return err
		}
	}
	for _, name := range []string{"ip_forward", "conf/all/forwarding"} {
		if err := os.WriteFile("/proc/sys/net/ipv4/"+name, []byte("1"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// batch runs a program on a file with the text.
func (s *Supervisor) batch(name, text string, command ...string) error {
	script, err := s.write(name+".batch", text)
	if err != nil {
		return err
	}
	log := s.log(s.node.Own("network"))
	if err := s.processes.Run(log, append(command, script)...); err != nil {
		text, _ := os.ReadFile(log)
		return fmt.Errorf("set up the network (%s): %w: %s", name, err, strings.TrimSpace(string(text)))
	}
	return nil
}
