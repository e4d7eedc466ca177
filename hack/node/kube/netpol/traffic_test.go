package netpol

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	networking "k8s.io/api/networking/v1"
)

// three is the state of a test node: its pods a, b and c, and y/d somewhere else.
func three(policies ...*networking.NetworkPolicy) Snapshot {
	s := Snapshot{Namespaces: map[string]map[string]string{"x": {"ns": "x"}, "y": {"ns": "y"}}, Policies: policies}
	for i, name := range []string{"a", "b", "c"} {
		s.Pods = append(s.Pods, Pod{
			Namespace: "x", Name: name, Labels: map[string]string{"pod": name}, Address: fmt.Sprintf("10.0.0.%d", i+1),
			Interface: fmt.Sprintf("vethpod%d", i+1), Ports: []NamedPort{{"web", "tcp", int32(80 + i%2)}},
		})
	}
	s.Pods = append(s.Pods, Pod{Namespace: "y", Name: "d", Address: "192.0.2.1"})
	return s
}

// Where probes go.
const (
	a80, b80, b81, c80 = "10.0.0.1:80", "10.0.0.2:80", "10.0.0.2:81", "10.0.0.3:80"
	nodePort, beyond   = nodeAddress + ":10250", "192.0.2.1:80"
	service            = "10.96.0.7:8080" // leads to b:80
)

// probe is a way from a pod, and whether it is open.
type probe struct {
	from, to string
	open     bool
}

func (n testNode) check(t *testing.T, when string, probes ...probe) {
	t.Helper()
	for _, p := range probes {
		network, address := "tcp", p.to
		if rest, udp := strings.CutPrefix(p.to, "udp "); udp {
			network, address = "udp", rest
		}
		from := n.pods[p.from]
		switch p.from {
		case "node":
			from = n.space
		case "outside":
			from = n.outside
		}
		if got := from.reaches(network, address); got != p.open {
			t.Errorf("%s: %s -> %s: open %v, want %v", when, p.from, p.to, got, p.open)
		}
	}
}

func spec(types string, change func(*networking.NetworkPolicySpec)) func(*networking.NetworkPolicySpec) {
	return func(s *networking.NetworkPolicySpec) {
		for kind := range strings.FieldsSeq(types) {
			s.PolicyTypes = append(s.PolicyTypes, networking.PolicyType(kind))
		}
		if change != nil {
			change(s)
		}
	}
}

func fromPeers(peers []networking.NetworkPolicyPeer, ports ...networking.NetworkPolicyPort) func(*networking.NetworkPolicySpec) {
	return func(s *networking.NetworkPolicySpec) {
		s.Ingress = []networking.NetworkPolicyIngressRule{{From: peers, Ports: ports}}
	}
}

func toPeers(peers []networking.NetworkPolicyPeer, ports ...networking.NetworkPolicyPort) func(*networking.NetworkPolicySpec) {
	return func(s *networking.NetworkPolicySpec) {
		s.Egress = []networking.NetworkPolicyEgressRule{{To: peers, Ports: ports}}
	}
}

func podPeers(names ...string) (peers []networking.NetworkPolicyPeer) {
	for _, name := range names {
		peers = append(peers, networking.NetworkPolicyPeer{PodSelector: labelled("pod", name)})
	}
	return peers
}

// Invariants 2, 3 and 5, on real packets.
func TestTrafficFollowsThePolicies(t *testing.T) {
	n := newTestNode(t)
	n.run(t, "nft add table ip svc\nnft add chain ip svc pre { type nat hook prerouting priority dstnat ; }\n"+
		"nft add rule ip svc pre ip daddr 10.96.0.7 tcp dport 8080 dnat to 10.0.0.2:80\n"+
		"nft add chain ip svc post { type nat hook postrouting priority srcnat ; }\n"+
		"nft add rule ip svc post ct status dnat ip saddr 10.0.0.2 ip daddr 10.0.0.2 masquerade\n")
	w := n.writer(t)
	deny := policy("deny", labelled(), spec("Ingress Egress", nil))
	block := func(cidr string, except ...string) []networking.NetworkPolicyPeer {
		return []networking.NetworkPolicyPeer{{IPBlock: &networking.IPBlock{CIDR: cidr, Except: except}}}
	}
	for _, step := range []struct {
		when     string
		policies []*networking.NetworkPolicy
		probes   []probe
	}{
		{"no policy", nil, []probe{
			{"a", b80, true}, {"b", a80, true}, {"a", nodePort, true}, {"a", beyond, true}, {"a", service, true}, {"b", service, true},
			{"a", "udp 10.0.0.2:53", true}, {"node", a80, true}, {"outside", a80, true},
		}},
		{"all denied", []*networking.NetworkPolicy{deny}, []probe{
			{"a", b80, false}, {"a", nodePort, false}, {"a", beyond, false}, {"a", service, false}, {"a", "udp 10.0.0.2:53", false},
			{"node", a80, true}, {"outside", a80, false},
			{"b", service, true}, // itself, by way of its own service
		}},
		{"a may call b on 80", []*networking.NetworkPolicy{
			deny, policy("out", labelled("pod", "a"), spec("Egress", toPeers(podPeers("b"), port("TCP", 80)))),
			policy("in", labelled("pod", "b"), spec("Ingress", fromPeers(podPeers("a"), port("TCP", 80)))),
		}, []probe{
			{"a", b80, true}, {"a", service, true}, {"a", b81, false}, {"a", c80, false}, {"b", a80, false}, {"c", b80, false},
			{"a", "udp 10.0.0.2:53", false},
		}},
		{"only one side allows", []*networking.NetworkPolicy{
			deny, policy("out", labelled("pod", "a"), spec("Egress", toPeers(podPeers("b")))),
		}, []probe{{"a", b80, false}}},
		{"egress to the node and beyond by blocks", []*networking.NetworkPolicy{
			deny, policy("out", labelled("pod", "a"), spec("Egress", toPeers(block("0.0.0.0/0", "10.0.0.0/24", "10.0.0.0/25")))),
		}, []probe{{"a", beyond, true}, {"a", nodePort, false}, {"a", b80, false}}},
		{"ingress from beyond by a block", []*networking.NetworkPolicy{
			deny, policy("in", labelled(), spec("Ingress", fromPeers(block("192.0.2.0/24"), port("TCP", 80, 80)))),
		}, []probe{{"outside", a80, true}, {"outside", b81, false}, {"c", a80, false}}},
		{"a named port is each pod's own", []*networking.NetworkPolicy{
			policy("in", labelled(), spec("Ingress", fromPeers(nil, port("TCP", "web")))),
		}, []probe{{"c", a80, true}, {"c", b81, true}, {"c", b80, false}, {"c", "10.0.0.1:81", false}}},
		{"a protocol without a port", []*networking.NetworkPolicy{
			policy("in", labelled(), spec("Ingress", fromPeers(nil, port("UDP", nil)))),
		}, []probe{{"a", "udp 10.0.0.2:53", true}, {"a", b80, false}}},
		{"SCTP is not TCP", []*networking.NetworkPolicy{
			policy("in", labelled(), spec("Ingress", fromPeers(nil, port("SCTP", 80)))),
		}, []probe{{"a", b80, false}}},
		{"allow-all beside deny", []*networking.NetworkPolicy{
			deny, policy("all", labelled(), func(s *networking.NetworkPolicySpec) {
				s.Ingress, s.Egress = []networking.NetworkPolicyIngressRule{{}}, []networking.NetworkPolicyEgressRule{{}}
			}),
		}, []probe{{"a", b80, true}, {"a", nodePort, true}, {"outside", b81, true}}},
		{"no policy any more", nil, []probe{{"a", b80, true}, {"a", beyond, true}, {"outside", b81, true}}},
	} {
		n.apply(t, w, three(step.policies...))
		n.check(t, step.when, step.probes...)
	}
}

// Invariant 3.
func TestAPodSendsNothingUntilItIsAttachedAndOnlyAsItself(t *testing.T) {
	n := newTestNode(t)
	w := n.writer(t)
	state := three()
	state.Pods = state.Pods[1:] // a's link is there, its rules are not yet
	n.apply(t, w, state)
	n.check(t, "not attached", probe{"a", b80, false}, probe{"a", nodePort, false}, probe{"c", b80, true})
	n.apply(t, w, three())
	n.check(t, "attached", probe{"a", b80, true})
	n.pods["a"].run(t, "ip address add 10.0.0.3/32 dev eth0\nip route replace default via %s src 10.0.0.3\n", nodeAddress)
	n.check(t, "with another's address", probe{"a", b80, false})
	unknown := three()
	unknown.Pods[1].Unknown = true
	n.apply(t, w, unknown)
	n.check(t, "of which nothing is known", probe{"b", c80, false}, probe{"c", b80, false})
}

func TestAConnectionThatWasAllowedGoesOn(t *testing.T) {
	n := newTestNode(t)
	w := n.writer(t)
	n.apply(t, w, three())
	connection, err := n.pods["a"].dial("tcp", b80)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	n.apply(t, w, three(policy("deny", labelled(), spec("Ingress Egress", nil))))
	if !echoes(connection) {
		t.Error("the connection was cut")
	}
	n.check(t, "a new one", probe{"a", b80, false})
}

// Invariant 4: many small changes leave the kernel with what one big one would.
func TestChangesAddUpToTheWhole(t *testing.T) {
	n := newTestNode(t)
	random := rand.New(rand.NewPCG(1, 2))
	w := n.writer(t)
	for step := range 40 {
		state := randomState(random)
		n.apply(t, w, state)
		if again := n.apply(t, w, state); again != 0 {
			t.Fatalf("step %d: the same state took %d changes", step, again)
		}
		got := n.table(t)
		n.apply(t, n.writer(t), state)
		if want := n.table(t); got != want {
			t.Fatalf("step %d: got\n%s\nwant\n%s", step, got, want)
		}
	}
}

// table is what the kernel holds, in an order of its own: the kernel's is that in which things came.
func (n testNode) table(t *testing.T) string {
	t.Helper()
	var output []byte
	n.do(func() {
		var err error
		if output, err = exec.Command("nft", "-s", "list", "table", "inet", tableName).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, output)
		}
	})
	text := strings.TrimSpace(string(output))
	blocks := strings.Split(strings.TrimSuffix(text[strings.IndexByte(text, '\n')+1:], "\n}"), "\n\n")
	for i, block := range blocks {
		blocks[i] = elementsPattern.ReplaceAllStringFunc(block, func(list string) string {
			elements := strings.FieldsFunc(strings.ReplaceAll(list, " ", ""), func(r rune) bool { return strings.ContainsRune(",\n\t{}", r) })
			slices.Sort(elements)
			return strings.Join(elements, ",")
		})
	}
	slices.Sort(blocks)
	return strings.Join(blocks, "\n\n")
}

var elementsPattern = regexp.MustCompile(`elements = \{[^}]*\}`)

func randomState(random *rand.Rand) Snapshot {
	state := three()
	state.Pods = slices.DeleteFunc(state.Pods, func(Pod) bool { return random.IntN(5) == 0 })
	for i := range state.Pods {
		state.Pods[i].Labels = map[string]string{"pod": string(rune('a' + random.IntN(3)))}
		state.Pods[i].Unknown = state.Pods[i].Interface != "" && random.IntN(8) == 0
	}
	for i := range random.IntN(5) {
		peers := podPeers(string(rune('a' + random.IntN(3))))
		if random.IntN(3) == 0 {
			peers = []networking.NetworkPolicyPeer{{IPBlock: &networking.IPBlock{CIDR: "10.0.0.0/8", Except: []string{"10.1.0.0/16"}}}}
		}
		ports := []networking.NetworkPolicyPort{port("TCP", 80+random.IntN(3), 84), port("UDP", 53), port("TCP", "web")}[:random.IntN(4)]
		types := []string{"Ingress", "Egress", "Ingress Egress"}[random.IntN(3)]
		state.Policies = append(state.Policies, policy(fmt.Sprint("p", i), labelled("pod", string(rune('a'+random.IntN(3)))), spec(types, func(s *networking.NetworkPolicySpec) {
			fromPeers(peers, ports...)(s)
			toPeers(peers, ports...)(s)
		})))
	}
	return state
}

// The goal: an edit at 500 pods and 50 policies is in force well within 2 s. It is some milliseconds.
func TestAnEditInALargeClusterIsInForceQuickly(t *testing.T) {
	n := newTestNode(t)
	w := n.writer(t)
	state := crowd(500, 50)
	begin := time.Now()
	n.apply(t, w, state)
	whole := time.Since(begin)
	var longest time.Duration
	for i := range 20 {
		state.Policies[1+i].Spec.Ingress[0].Ports[0] = port("TCP", 9000+i)
		begin := time.Now()
		if changes := n.apply(t, w, state); changes > 8 {
			t.Errorf("an edit took %d changes", changes)
		}
		longest = max(longest, time.Since(begin))
	}
	state.Pods = append(state.Pods, Pod{Namespace: "x", Name: "new", Labels: map[string]string{"group": "7"}, Address: "10.2.0.1", Interface: "vethnew"})
	begin = time.Now()
	changes := n.apply(t, w, state)
	t.Logf("all at once %v; the slowest of 20 edits %v; a pod more %v and %d changes", whole, longest, time.Since(begin), changes)
	if longest > 2*time.Second {
		t.Errorf("an edit took %v", longest)
	}
}
