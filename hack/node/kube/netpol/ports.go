package netpol

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// ports are the matches on a rule's ports, one for each protocol with numbers and one for each name; none given means
// every port of every protocol, which is the one empty match.
func (c *compiler) ports(d direction, other peer, ports []networking.NetworkPolicyPort, targets []*Pod) (matches []string) {
	if len(ports) == 0 {
		return []string{""}
	}
	for _, protocol := range []string{"tcp", "udp", "sctp"} {
		if match := numbersMatch(protocol, ports); match != "" {
			matches = append(matches, match)
		}
	}
	for _, port := range ports {
		if port.Port != nil && port.Port.Type == intstr.String {
			matches = append(matches, c.namedMatch(d, other, port, targets))
		}
	}
	return matches
}

// numbersMatch matches the numbers and ranges of one protocol.
func numbersMatch(protocol string, ports []networking.NetworkPolicyPort) string {
	var ranges [][2]int32
	for _, port := range ports {
		if protocolOf(port.Protocol) != protocol {
			continue
		}
		if port.Port == nil {
			return "meta l4proto " + protocol
		}
		if port.Port.Type == intstr.Int {
			last := port.Port.IntVal
			if port.EndPort != nil {
				last = *port.EndPort
			}
			ranges = append(ranges, [2]int32{port.Port.IntVal, last})
		}
	}
	if len(ranges) == 0 {
		return ""
	}
	return fmt.Sprintf("meta l4proto %s th dport { %s }", protocol, strings.Join(merged(ranges), ", "))
}

// merged writes ranges in order without overlaps, which nft refuses.
func merged(ranges [][2]int32) (texts []string) {
	slices.SortFunc(ranges, func(a, b [2]int32) int { return int(a[0] - b[0]) })
	var joined [][2]int32
	for _, r := range ranges {
		if n := len(joined); n > 0 && r[0] <= joined[n-1][1]+1 {
			joined[n-1][1] = max(joined[n-1][1], r[1])
		} else {
			joined = append(joined, r)
		}
	}
	for _, r := range joined {
		if r[0] == r[1] {
			texts = append(texts, fmt.Sprint(r[0]))
		} else {
			texts = append(texts, fmt.Sprintf("%d-%d", r[0], r[1]))
		}
	}
	return texts
}

// namedMatch matches a port by name: the receiving pods' own numbers for it, which may differ from pod to pod.
func (c *compiler) namedMatch(d direction, other peer, port networking.NetworkPolicyPort, targets []*Pod) string {
	name, protocol := port.Port.StrVal, protocolOf(port.Protocol)
	receivers, key := other.pods.list, other.pods.key
	if d.kind == networking.PolicyTypeIngress {
		receivers, key = targets, addressesKey(targets)
	}
	set := c.rules.add("ports-"+hash(key, name, protocol), typeNamedPort, func(yield func(string) bool) {
		for _, pod := range receivers {
			for _, p := range pod.Ports {
				if p.Name == name && p.Protocol == protocol && pod.Address != "" &&
					!yield(fmt.Sprintf("%s . %s . %d", pod.Address, protocol, p.Port)) {
					return
				}
			}
		}
	})
	return "ip daddr . meta l4proto . th dport " + set
}

func addressesKey(pods []*Pod) string {
	addresses := make([]string, 0, len(pods))
	for _, pod := range pods {
		addresses = append(addresses, pod.Address)
	}
	slices.Sort(addresses)
	return hash(addresses...)
}

// protocolOf is the protocol as nft writes it; TCP unless given.
func protocolOf(protocol *corev1.Protocol) string {
	if protocol == nil || *protocol == "" {
		return "tcp"
	}
	return strings.ToLower(string(*protocol))
}
