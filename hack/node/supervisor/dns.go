package supervisor

import (
	"context"
	"fmt"
)

// CoreDNS runs beside the kubelet, at the node's address. There is no other DNS server to ask in the namespace: names
// outside the cluster do not exist, and say so at once.
const corefile = `cluster.local:53 in-addr.arpa:53 ip6.arpa:53 {
  bind ` + NodeAddress + `
  errors
  ready 127.0.0.1:8181
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig %[1]s
    pods insecure
    ttl 5
  }
}
.:53 {
  bind ` + NodeAddress + `
  errors
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`

// The service that pods use; it has no selector, its only endpoint is the node.
var dnsObjects = []apiObject{
	{"/apis/rbac.authorization.k8s.io/v1/clusterroles", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
 "metadata":{"name":"system:coredns"},"rules":[
 {"apiGroups":[""],"resources":["services","namespaces","pods"],"verbs":["list","watch"]},
 {"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["list","watch"]}]}`},
	{"/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
 "metadata":{"name":"system:coredns"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"system:coredns"},
 "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"system:coredns"}]}`},
	{"/api/v1/namespaces/kube-system/services", `{"apiVersion":"v1","kind":"Service",
 "metadata":{"name":"kube-dns","labels":{"k8s-app":"kube-dns","kubernetes.io/name":"CoreDNS"}},
 "spec":{"clusterIP":"` + DNSAddress + `","ports":[
 {"name":"dns","port":53,"protocol":"UDP"},{"name":"dns-tcp","port":53,"protocol":"TCP"}]}}`},
	{"/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices", `{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",
 "metadata":{"name":"kube-dns-node","labels":{"kubernetes.io/service-name":"kube-dns"}},"addressType":"IPv4",
 "endpoints":[{"addresses":["` + NodeAddress + `"],"conditions":{"ready":true}}],
 "ports":[{"name":"dns","port":53,"protocol":"UDP"},{"name":"dns-tcp","port":53,"protocol":"TCP"}]}`},
}

func (s *Supervisor) startDNS(ctx context.Context) error {
	if err := s.createAll(ctx, dnsObjects); err != nil {
		return err
	}
	config, err := s.write("Corefile", fmt.Sprintf(corefile, s.config.Path("pki", "coredns.kubeconfig")))
	if err != nil {
		return err
	}
	return s.launch("coredns", s.config.Program("coredns"), "-conf", config)
}
