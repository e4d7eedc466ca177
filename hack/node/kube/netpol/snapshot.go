package netpol

import (
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

// Snapshot is the state of the cluster that one compile looks at.
type Snapshot struct {
	// Namespaces has the labels of each namespace by its name.
	Namespaces map[string]map[string]string
	// Pods are all pods of the cluster that have an address of their own: no host network, not ended.
	Pods []Pod
	// Policies are all NetworkPolicies.
	Policies []*networking.NetworkPolicy
}

// Pod is what a policy can know of a pod.
type Pod struct {
	Namespace, Name string
	Labels          map[string]string
	// Address is the pod's IPv4 address; empty when it has none yet.
	Address string
	// Ports are the named ports of its containers.
	Ports []NamedPort
	// Interface is the node's end of the pod's link; empty for a pod of another node.
	Interface string
	// Unknown says that nothing is known of a pod on this node but its address: it may neither send nor receive.
	Unknown bool
}

// NamedPort is a container's port that has a name.
type NamedPort struct {
	Name     string
	Protocol string // tcp, udp or sctp
	Port     int32
}

// seenPod is a pod as the API server shows it.
type seenPod struct {
	Pod
	uids    []string // its own, and for a static pod's mirror the one that the kubelet knows it by
	node    string
	applies bool // has a network of its own, and has not ended
}

func (p seenPod) is(uid string) bool { return slices.Contains(p.uids, uid) }

// The annotation of the mirror of a static pod: the UID under which the kubelet runs it.
const mirrorOf = corev1.MirrorPodAnnotationKey

// podOf reads what policies can know; an address that is not IPv4 is none.
func podOf(pod *corev1.Pod) seenPod {
	p := seenPod{
		Pod:  Pod{Namespace: pod.Namespace, Name: pod.Name, Labels: pod.Labels},
		uids: []string{string(pod.UID)}, node: pod.Spec.NodeName,
		applies: !pod.Spec.HostNetwork && pod.Status.Phase != corev1.PodSucceeded && pod.Status.Phase != corev1.PodFailed,
	}
	if static := pod.Annotations[mirrorOf]; static != "" {
		p.uids = append(p.uids, static)
	}
	for _, ip := range pod.Status.PodIPs {
		if isIPv4(ip.IP) && p.Address == "" {
			p.Address = ip.IP
		}
	}
	containers := slices.Clone(pod.Spec.Containers)
	for _, container := range pod.Spec.InitContainers { // a sidecar serves ports as well
		if container.RestartPolicy != nil && *container.RestartPolicy == corev1.ContainerRestartPolicyAlways {
			containers = append(containers, container)
		}
	}
	for _, container := range containers {
		for _, port := range container.Ports {
			if port.Name != "" {
				p.Ports = append(p.Ports, NamedPort{Name: port.Name, Protocol: protocolOf(&port.Protocol), Port: port.ContainerPort})
			}
		}
	}
	return p
}

func samePod(a, b seenPod) bool {
	return a.Address == b.Address && a.node == b.node && a.applies == b.applies && slices.Equal(a.uids, b.uids) &&
		maps.Equal(a.Labels, b.Labels) && slices.Equal(a.Ports, b.Ports)
}

// snapshot puts together what the API server shows and what is attached here. A pod of this node counts by its attachment
// alone, at the address that it has there; one whose object is gone keeps what was last known until it is detached.
func snapshot(node string, pods map[string]seenPod, here []attachment) Snapshot {
	var s Snapshot
	for _, pod := range pods {
		if pod.node != node && pod.applies && pod.Address != "" {
			s.Pods = append(s.Pods, pod.Pod)
		}
	}
	for _, link := range here {
		pod := Pod{Namespace: link.Namespace, Name: link.Name, Unknown: true}
		if seen, there := pods[key(link.Namespace, link.Name)]; there && seen.is(link.UID) {
			pod = seen.Pod
		} else if link.Known != nil {
			pod = *link.Known
		}
		pod.Address, pod.Interface = link.Address, link.Interface
		s.Pods = append(s.Pods, pod)
	}
	slices.SortFunc(s.Pods, func(a, b Pod) int { return compareAddresses(a.Address, b.Address) })
	return s
}
