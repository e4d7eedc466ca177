package netpol

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	networking "k8s.io/api/networking/v1"
)

// direction is one of the two ways that a policy looks.
type direction struct {
	kind    networking.PolicyType
	name    string // begins the names of chains
	verdict string // what an allowed packet meets next
	isolate string // the map that sends a pod's packets to its chain
	peer    string // the address of the other side
}

var (
	ingress = direction{networking.PolicyTypeIngress, "ingress", "accept", mapIngress, "ip saddr"}
	egress  = direction{networking.PolicyTypeEgress, "egress", verdictDeliver, mapEgress, "ip daddr"}
)

// Compile says which rules this node needs so that the policies hold for its pods. It is pure: equal snapshots make equal
// rulesets, and an edit changes only the sets and chains that depend on it, because these are named by what they stand
// for (a selector, a policy, a list of policies).
//
// The shape: an address of an isolated pod leads, through a verdict map, to a chain shared by all pods with the same
// policies, which jumps to a chain for each policy and ends in a drop.
func Compile(snapshot Snapshot) Ruleset {
	c := compiler{selection: newSelection(snapshot), rules: newRuleset()}
	local := map[string][]*Pod{}
	for i := range snapshot.Pods {
		if pod := &snapshot.Pods[i]; pod.Interface != "" {
			local[pod.Namespace] = append(local[pod.Namespace], pod)
			c.rules.Sets[setAttached].Elements[pod.Interface+" . "+pod.Address] = ""
			c.rules.Sets[setSelf].Elements[pod.Address+" . "+pod.Address] = ""
		}
	}
	policies := slices.Clone(snapshot.Policies)
	slices.SortFunc(policies, func(a, b *networking.NetworkPolicy) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	for _, d := range []direction{ingress, egress} {
		chains := map[*Pod][]string{}
		for _, policy := range policies {
			if targets := c.targets(policy, local[policy.Namespace]); len(targets) > 0 && isolates(policy, d.kind) {
				name := chainName(d, policy)
				c.rules.Chains[name] = c.policyRules(policy, d, targets)
				for _, pod := range targets {
					chains[pod] = append(chains[pod], name)
				}
			}
		}
		for _, pods := range local {
			for _, pod := range pods {
				c.isolate(pod, d, chains[pod])
			}
		}
	}
	return c.rules
}

type compiler struct {
	selection selection
	rules     Ruleset
}

// targets are the pods of this node that the policy selects.
func (c *compiler) targets(policy *networking.NetworkPolicy, local []*Pod) []*Pod {
	if len(local) == 0 {
		return nil
	}
	selector := c.selection.selector(&policy.Spec.PodSelector)
	return slices.DeleteFunc(slices.Clone(local), func(pod *Pod) bool { return pod.Unknown || !selector.matches(pod.Labels) })
}

// isolate leads the pod's traffic of one direction to the chain of its policies.
func (c *compiler) isolate(pod *Pod, d direction, policies []string) {
	chain := chainClosed
	if !pod.Unknown {
		if len(policies) == 0 {
			return
		}
		chain = d.name + "-pods-" + hash(policies...)
		if _, there := c.rules.Chains[chain]; !there {
			var rules []string
			for _, policy := range policies {
				rules = append(rules, "jump "+policy)
			}
			c.rules.Chains[chain] = append(rules, "drop")
		}
	}
	c.rules.Sets[d.isolate].Elements[pod.Address] = "goto " + chain
}

// isolates says whether the policy concerns a direction. The API server fills policyTypes in; the rule for a policy that
// has none is the API's own: ingress always, egress when there are egress rules.
func isolates(policy *networking.NetworkPolicy, kind networking.PolicyType) bool {
	if types := policy.Spec.PolicyTypes; len(types) > 0 {
		return slices.Contains(types, kind)
	}
	return kind == networking.PolicyTypeIngress || len(policy.Spec.Egress) > 0
}

// policyRules are the allowing rules of one policy: each pair of a peer and a group of ports is a rule.
func (c *compiler) policyRules(policy *networking.NetworkPolicy, d direction, targets []*Pod) (rules []string) {
	add := func(peers []networking.NetworkPolicyPeer, ports []networking.NetworkPolicyPort) {
		for _, peer := range c.peers(policy.Namespace, d, peers) {
			for _, port := range c.ports(d, peer, ports, targets) {
				rules = append(rules, strings.Join(strings.Fields(peer.match+" "+port+" "+d.verdict), " "))
			}
		}
	}
	if d.kind == networking.PolicyTypeIngress {
		for _, rule := range policy.Spec.Ingress {
			add(rule.From, rule.Ports)
		}
	} else {
		for _, rule := range policy.Spec.Egress {
			add(rule.To, rule.Ports)
		}
	}
	return rules
}

// chainName is stable for a policy and says which one it is.
func chainName(d direction, policy *networking.NetworkPolicy) string {
	full := policy.Namespace + "/" + policy.Name
	return fmt.Sprintf("%s-%s-%.120s", d.name, hash(full), full)
}
