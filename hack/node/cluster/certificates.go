package cluster

import (
	"os"

	"davit.dev/hack/node/pki"
	"davit.dev/hack/node/supervisor"
)

// writeCertificates makes the cluster's certificates, the components' kubeconfigs and the administrator's; server is
// the API server as the machine sees it.
func (c Cluster) writeCertificates(config supervisor.Config, server string) error {
	folder := c.path("pki")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	ca, err := pki.NewAuthority("davit-node " + c.Name)
	if err != nil {
		return err
	}
	inside := "https://" + supervisor.NodeAddress + ":" + supervisor.APIPort
	for _, s := range subjects(config) {
		pair, err := ca.Issue(s.Subject)
		if err != nil {
			return err
		}
		if err := pair.Write(folder, s.file); err != nil {
			return err
		}
		if err := os.WriteFile(c.path("pki", s.file+".kubeconfig"), ca.Kubeconfig(c.Name, inside, pair), 0o600); err != nil {
			return err
		}
		if s.file == "admin" {
			if err := os.WriteFile(c.Kubeconfig(), ca.Kubeconfig("davit-"+c.Name, server, pair), 0o600); err != nil {
				return err
			}
		}
	}
	if err := ca.Write(folder, "ca"); err != nil {
		return err
	}
	return c.writeOtherKeys(folder)
}

// writeOtherKeys makes the service accounts' signing key and the aggregation layer's own authority.
func (c Cluster) writeOtherKeys(folder string) error {
	tokens, err := pki.NewSigningKey()
	if err != nil {
		return err
	}
	if err := tokens.Write(folder, "tokens"); err != nil {
		return err
	}
	front, err := pki.NewAuthority("davit-node front proxy " + c.Name)
	if err != nil {
		return err
	}
	if err := front.Write(folder, "front-proxy-ca"); err != nil {
		return err
	}
	pair, err := front.Issue(pki.Subject{Name: "front-proxy"})
	if err != nil {
		return err
	}
	return pair.Write(folder, "front-proxy")
}

type namedSubject struct {
	file string
	pki.Subject
}

func subjects(config supervisor.Config) []namedSubject {
	api := []string{"localhost", "127.0.0.1", supervisor.APIAddress, supervisor.NodeAddress, config.NodeName(), "kubernetes",
		"kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"}
	subjects := []namedSubject{
		{"apiserver", pki.Subject{Name: "kube-apiserver", Hosts: api}},
		{"apiserver-kubelet", pki.Subject{Name: "kube-apiserver-kubelet-client", Group: "system:masters"}},
		{"admin", pki.Subject{Name: "admin", Group: "system:masters"}},
		{"controller-manager", pki.Subject{Name: "system:kube-controller-manager"}},
		{"scheduler", pki.Subject{Name: "system:kube-scheduler"}},
		{"proxy", pki.Subject{Name: "system:kube-proxy"}},
		{"coredns", pki.Subject{Name: "system:coredns"}},
		{"netpol", pki.Subject{Name: "system:netpol"}},
	}
	for _, node := range config.Nodes {
		hosts := []string{"localhost", "127.0.0.1", node.Address(), node.Name}
		subjects = append(subjects, namedSubject{
			node.Own("kubelet"), pki.Subject{Name: "system:node:" + node.Name, Group: "system:nodes", Hosts: hosts},
		})
	}
	return subjects
}
