package netpol

import (
	"net/netip"
	"strings"

	networking "k8s.io/api/networking/v1"
)

// peer is one other side of a rule: the match on its address, and the pods it can be, for ports by name.
type peer struct {
	match string
	pods  *members
}

// peers are the other sides of a rule; none named means everybody.
func (c *compiler) peers(namespace string, d direction, peers []networking.NetworkPolicyPeer) (found []peer) {
	if len(peers) == 0 {
		return []peer{{pods: c.selection.all()}}
	}
	for _, p := range peers {
		if p.IPBlock != nil {
			if match := blockMatch(d.peer, p.IPBlock); match != "" {
				found = append(found, peer{match: match, pods: c.selection.all()})
			}
			continue
		}
		pods := c.selection.pods(namespace, p.NamespaceSelector, p.PodSelector)
		set := c.rules.add("pods-"+pods.key, typeAddress, pods.addresses)
		found = append(found, peer{match: d.peer + " " + set, pods: pods})
	}
	return found
}

// blockMatch is the match on an IPv4 block without its exceptions; a block that is not IPv4 holds nobody here.
func blockMatch(field string, block *networking.IPBlock) string {
	cidr, ok := parseIPv4(block.CIDR)
	if !ok {
		return ""
	}
	match := []string{field, cidr.String()}
	var except []netip.Prefix
	for _, text := range block.Except {
		if prefix, ok := parseIPv4(text); ok {
			except = append(except, prefix)
		}
	}
	for _, prefix := range except { // an nft set refuses intervals that overlap: each exception is its own match
		match = append(match, field, "!=", prefix.String())
	}
	return strings.Join(match, " ")
}

func parseIPv4(text string) (netip.Prefix, bool) {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is4() {
		return netip.Prefix{}, false
	}
	return prefix.Masked(), true
}

func isIPv4(text string) bool {
	address, err := netip.ParseAddr(text)
	return err == nil && address.Is4()
}

func compareAddresses(a, b string) int {
	first, _ := netip.ParseAddr(a)
	second, _ := netip.ParseAddr(b)
	return first.Compare(second)
}
