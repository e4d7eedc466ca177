package netpol

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func labelled(pairs ...string) *metav1.LabelSelector {
	s := &metav1.LabelSelector{MatchLabels: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		s.MatchLabels[pairs[i]] = pairs[i+1]
	}
	return s
}

func policy(name string, selector *metav1.LabelSelector, change func(*networking.NetworkPolicySpec)) *networking.NetworkPolicy {
	p := &networking.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: "x", Name: name}}
	p.Spec.PodSelector = *selector
	change(&p.Spec)
	return p
}

func port(protocol corev1.Protocol, value any, end ...int32) networking.NetworkPolicyPort {
	p := networking.NetworkPolicyPort{Protocol: &protocol}
	switch v := value.(type) {
	case int:
		p.Port = new(intstr.FromInt32(int32(v)))
	case string:
		p.Port = new(intstr.FromString(v))
	}
	if len(end) > 0 {
		p.EndPort = &end[0]
	}
	return p
}

// house has two pods on this node (x/a, x/b), and x/c and y/a elsewhere.
func house(policies ...*networking.NetworkPolicy) Snapshot {
	pod := func(namespace, name, address, link string) Pod {
		return Pod{
			Namespace: namespace, Name: name, Labels: map[string]string{"pod": name}, Address: address, Interface: link,
			Ports: []NamedPort{{"web", "tcp", 80}, {"dns", "udp", 53}},
		}
	}
	return Snapshot{
		Namespaces: map[string]map[string]string{"x": {"ns": "x"}, "y": {"ns": "y"}},
		Pods: []Pod{
			pod("x", "a", "10.0.0.1", "veth1"), pod("x", "b", "10.0.0.2", "veth2"), pod("x", "c", "10.0.1.3", ""), pod("y", "a", "10.0.1.4", ""),
		},
		Policies: policies,
	}
}

// rulesOf are the rules of the one policy in a direction, with set names replaced by their members.
func rulesOf(t *testing.T, r Ruleset, d direction) []string {
	t.Helper()
	var rules []string
	for name, chain := range r.Chains {
		if strings.HasPrefix(name, d.name+"-") && !strings.HasPrefix(name, d.name+"-pods-") {
			rules = append(rules, chain...)
		}
	}
	for i, rule := range rules {
		for name, set := range r.Sets {
			rule = strings.ReplaceAll(rule, "@"+name, fmt.Sprint(slices.Sorted(maps.Keys(set.Elements))))
		}
		rules[i] = rule
	}
	return rules
}

func TestCompileRules(t *testing.T) {
	in := func(from []networking.NetworkPolicyPeer, ports ...networking.NetworkPolicyPort) func(*networking.NetworkPolicySpec) {
		return func(s *networking.NetworkPolicySpec) {
			s.Ingress = []networking.NetworkPolicyIngressRule{{From: from, Ports: ports}}
		}
	}
	out := func(to []networking.NetworkPolicyPeer, ports ...networking.NetworkPolicyPort) func(*networking.NetworkPolicySpec) {
		return func(s *networking.NetworkPolicySpec) {
			s.PolicyTypes = []networking.PolicyType{networking.PolicyTypeEgress}
			s.Egress = []networking.NetworkPolicyEgressRule{{To: to, Ports: ports}}
		}
	}
	block := func(cidr string, except ...string) []networking.NetworkPolicyPeer {
		return []networking.NetworkPolicyPeer{{IPBlock: &networking.IPBlock{CIDR: cidr, Except: except}}}
	}
	for name, test := range map[string]struct {
		spec func(*networking.NetworkPolicySpec)
		d    direction
		want []string
	}{
		"everybody, every port": {in(nil), ingress, []string{"accept"}},
		"pods of the policy's own namespace": {
			in([]networking.NetworkPolicyPeer{{PodSelector: labelled("pod", "a")}}), ingress, []string{"ip saddr [10.0.0.1] accept"},
		},
		"an empty pod selector means the whole namespace": {
			in([]networking.NetworkPolicyPeer{{PodSelector: labelled()}}), ingress,
			[]string{"ip saddr [10.0.0.1 10.0.0.2 10.0.1.3] accept"},
		},
		"an empty namespace selector means every pod": {
			in([]networking.NetworkPolicyPeer{{NamespaceSelector: labelled()}}), ingress,
			[]string{"ip saddr [10.0.0.1 10.0.0.2 10.0.1.3 10.0.1.4] accept"},
		},
		"both selectors in one peer mean both": {
			in([]networking.NetworkPolicyPeer{{NamespaceSelector: labelled("ns", "y"), PodSelector: labelled("pod", "a")}}), ingress,
			[]string{"ip saddr [10.0.1.4] accept"},
		},
		"two peers mean either": {
			in([]networking.NetworkPolicyPeer{{NamespaceSelector: labelled("ns", "y")}, {PodSelector: labelled("pod", "c")}}), ingress,
			[]string{"ip saddr [10.0.1.4] accept", "ip saddr [10.0.1.3] accept"},
		},
		"a peer that nobody is": {
			in([]networking.NetworkPolicyPeer{{PodSelector: labelled("pod", "z")}}), ingress, []string{"ip saddr [] accept"},
		},
		"a block without its exceptions": {
			out(block("10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24")), egress,
			[]string{"ip daddr 10.0.0.0/8 ip daddr != 10.1.0.0/16 ip daddr != 10.1.2.0/24 goto deliver"},
		},
		"a block of IPv6 is nobody here": {out(block("2001:db8::/32")), egress, nil},
		"numbers of each protocol, ranges merged": {
			in(nil, port("TCP", 80), port("TCP", 81, 90), port("TCP", 85, 95), port("UDP", 53), port("SCTP", 9)), ingress,
			[]string{
				"meta l4proto tcp th dport { 80-95 } accept", "meta l4proto udp th dport { 53 } accept",
				"meta l4proto sctp th dport { 9 } accept",
			},
		},
		"a protocol without a port": {in(nil, port("UDP", nil), port("UDP", 53)), ingress, []string{"meta l4proto udp accept"}},
		"a name on the way in is the receiver's port": {
			in(block("0.0.0.0/0"), port("TCP", "web")), ingress,
			[]string{"ip saddr 0.0.0.0/0 ip daddr . meta l4proto . th dport [10.0.0.2 . tcp . 80] accept"},
		},
		"a name on the way out is each peer's port": {
			out([]networking.NetworkPolicyPeer{{NamespaceSelector: labelled("ns", "y")}}, port("UDP", "dns")), egress,
			[]string{"ip daddr [10.0.1.4] ip daddr . meta l4proto . th dport [10.0.1.4 . udp . 53] goto deliver"},
		},
		"a name of another protocol": {
			in(nil, port("UDP", "web")), ingress, []string{"ip daddr . meta l4proto . th dport [] accept"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := Compile(house(policy("p", labelled("pod", "b"), test.spec)))
			if got := rulesOf(t, r, test.d); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			other := egress
			if test.d == egress {
				other = ingress
			}
			if len(r.Sets[test.d.isolate].Elements) != 1 || len(r.Sets[other.isolate].Elements) != 0 {
				t.Errorf("isolated: %v, %v", r.Sets[mapIngress].Elements, r.Sets[mapEgress].Elements)
			}
		})
	}
}

func TestPolicyTypesDefaultToIngressAndToEgressOnlyWithRules(t *testing.T) {
	for _, test := range []struct {
		spec        networking.NetworkPolicySpec
		in, outward bool
	}{
		{networking.NetworkPolicySpec{}, true, false},
		{networking.NetworkPolicySpec{Egress: []networking.NetworkPolicyEgressRule{{}}}, true, true},
		{networking.NetworkPolicySpec{PolicyTypes: []networking.PolicyType{"Egress"}}, false, true},
		{networking.NetworkPolicySpec{PolicyTypes: []networking.PolicyType{"Ingress", "Egress"}}, true, true},
	} {
		r := Compile(house(policy("p", labelled(), func(s *networking.NetworkPolicySpec) { *s = test.spec })))
		if got := len(r.Sets[mapIngress].Elements) == 2; got != test.in {
			t.Errorf("%+v: ingress %v", test.spec, got)
		}
		if got := len(r.Sets[mapEgress].Elements) == 2; got != test.outward {
			t.Errorf("%+v: egress %v", test.spec, got)
		}
	}
}

func TestPodsWithTheSamePoliciesShareAChain(t *testing.T) {
	nothing := func(*networking.NetworkPolicySpec) {}
	r := Compile(house(policy("one", labelled(), nothing), policy("two", labelled("pod", "a"), nothing), policy("three", labelled(), nothing)))
	in := r.Sets[mapIngress].Elements
	if in["10.0.0.1"] == in["10.0.0.2"] {
		t.Error("pods with other policies share a chain")
	}
	chain := r.Chains[strings.TrimPrefix(in["10.0.0.1"], "goto ")]
	if len(chain) != 4 || chain[3] != "drop" {
		t.Errorf("got %v", chain)
	}
	if chain := r.Chains[strings.TrimPrefix(in["10.0.0.2"], "goto ")]; len(chain) != 3 {
		t.Errorf("got %v", chain)
	}
}

func TestAPodOfWhichNothingIsKnownIsClosed(t *testing.T) {
	s := house()
	s.Pods[0].Unknown = true
	r := Compile(s)
	for _, name := range []string{mapIngress, mapEgress} {
		if want := map[string]string{"10.0.0.1": "goto closed"}; !reflect.DeepEqual(r.Sets[name].Elements, want) {
			t.Errorf("%s: got %v", name, r.Sets[name].Elements)
		}
	}
}

func TestOnlyPodsOfThisNodeMakeRules(t *testing.T) {
	r := Compile(house(policy("p", labelled("pod", "c"), func(s *networking.NetworkPolicySpec) {
		s.Ingress = []networking.NetworkPolicyIngressRule{{From: []networking.NetworkPolicyPeer{{PodSelector: labelled()}}}}
	})))
	if len(r.Chains) != 1 || len(r.Sets) != 4 {
		t.Errorf("got %v, %v", r.Chains, r.Sets)
	}
}

func TestAnEditOfOneRuleChangesOneChain(t *testing.T) {
	at := func(number int) Ruleset {
		var policies []*networking.NetworkPolicy
		for i := range 20 {
			policies = append(policies, policy(fmt.Sprint("p", i), labelled(), func(s *networking.NetworkPolicySpec) {
				s.Ingress = []networking.NetworkPolicyIngressRule{{Ports: []networking.NetworkPolicyPort{port("TCP", 80+i)}}}
				if i == 7 {
					s.Ingress[0].Ports[0] = port("TCP", number)
				}
			}))
		}
		return Compile(house(policies...))
	}
	before, after := at(100), at(101)
	if changed := changedChains(before, after); len(changed) != 1 || len(staleChains(before, after)) != 0 {
		t.Errorf("changed %v", changed)
	}
	if !reflect.DeepEqual(before.Sets, after.Sets) {
		t.Error("sets changed")
	}
}

// A cluster of some size: 500 pods on the node, each behind two of 51 policies that name each other's pods.
func crowd(pods, policies int) Snapshot {
	s := Snapshot{Namespaces: map[string]map[string]string{"x": {}}}
	for i := range pods {
		s.Pods = append(s.Pods, Pod{
			Namespace: "x", Name: fmt.Sprint(i), Labels: map[string]string{"group": fmt.Sprint(i % policies)},
			Address: fmt.Sprintf("10.1.%d.%d", i/250, i%250+1), Interface: fmt.Sprint("veth", i),
		})
	}
	deny := policy("deny", labelled(), func(s *networking.NetworkPolicySpec) {
		s.PolicyTypes = []networking.PolicyType{"Ingress", "Egress"}
	})
	s.Policies = append(s.Policies, deny)
	for i := range policies {
		s.Policies = append(s.Policies, policy(fmt.Sprint("group-", i), labelled("group", fmt.Sprint(i)), func(s *networking.NetworkPolicySpec) {
			peers := []networking.NetworkPolicyPeer{{PodSelector: labelled("group", fmt.Sprint((i+1)%policies))}}
			ports := []networking.NetworkPolicyPort{port("TCP", 80+i), port("UDP", 53)}
			s.Ingress = []networking.NetworkPolicyIngressRule{{From: peers, Ports: ports}}
			s.Egress = []networking.NetworkPolicyEgressRule{{To: peers, Ports: ports}}
		}))
	}
	return s
}

func TestCompileOfALargeClusterIsQuick(t *testing.T) {
	s := crowd(1000, 500)
	begin := time.Now()
	Compile(s)
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("1000 pods and 500 policies took %v", took)
	} else {
		t.Logf("1000 pods and 500 policies took %v", took)
	}
}
