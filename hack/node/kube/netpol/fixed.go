package netpol

import "sigs.k8s.io/knftables"

// podInterfaces are the node's ends of its pods' links, as the ptp network plugin names them; no other interface of a
// node is named so.
const podInterfaces = `iifname "veth*"`

// fixedChains are where packets come in. Replies pass, and so does what a pod sends to itself by way of a service.
//
// Names in order of a packet's way: "source" before routing and address translation; "forward" for what goes to another
// pod or out, "input" for what goes to the node itself; from there the sender's egress chain, then "deliver" and the
// receiver's ingress chain. There is none for what the node itself sends.
func fixedChains(tx *knftables.Transaction) {
	hook := func(name string, at knftables.BaseChainHook, priority knftables.BaseChainPriority, rules ...string) {
		tx.Add(&knftables.Chain{
			Name: name, Type: knftables.PtrTo(knftables.FilterType), Hook: &at, Priority: &priority,
		})
		for _, rule := range rules {
			tx.Add(&knftables.Rule{Chain: name, Rule: rule})
		}
	}
	tx.Add(&knftables.Chain{Name: chainDeliver})
	tx.Add(&knftables.Rule{Chain: chainDeliver, Rule: "ip daddr vmap @" + mapIngress})
	tx.Add(&knftables.Rule{Chain: chainDeliver, Rule: "accept"})
	hook("source", knftables.PreroutingHook, knftables.RawPriority,
		podInterfaces+" meta nfproto ipv6 drop",
		podInterfaces+" iifname . ip saddr != @"+setAttached+" drop")
	hook("forward", knftables.ForwardHook, knftables.FilterPriority,
		"ct state established,related accept",
		"ip saddr . ip daddr @"+setSelf+" accept",
		"ip saddr vmap @"+mapEgress,
		"goto "+chainDeliver)
	hook("input", knftables.InputHook, knftables.FilterPriority,
		"ct state established,related accept",
		"ip saddr vmap @"+mapEgress)
}
