package supervisor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Names outside the cluster do not exist, and say so at once: there is no other DNS server to ask.
const corefile = `cluster.local:53 in-addr.arpa:53 ip6.arpa:53 {
  errors
  ready :8181
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig /etc/coredns/kubeconfig
    pods insecure
    ttl 5
  }
}
.:53 {
  errors
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`

// CoreDNS runs as on other clusters: pods of kube-system with the label k8s-app=kube-dns, which NetworkPolicies can
// name. Its program is not in an image but the node's own, shown to the pod; the image only has to be there.
var dnsObjects = []apiObject{
	{"/apis/rbac.authorization.k8s.io/v1/clusterroles", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
 "metadata":{"name":"system:coredns"},"rules":[
 {"apiGroups":[""],"resources":["services","namespaces","pods"],"verbs":["list","watch"]},
 {"apiGroups":["discovery.k8s.io"],"resources":["endpointslices"],"verbs":["list","watch"]}]}`},
	{"/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
 "metadata":{"name":"system:coredns"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"system:coredns"},
 "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"system:coredns"}]}`},
	{"/api/v1/namespaces/kube-system/serviceaccounts", `{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"coredns","namespace":"kube-system"}}`},
	{"/api/v1/namespaces/kube-system/services", `{"apiVersion":"v1","kind":"Service",
 "metadata":{"name":"kube-dns","labels":{"k8s-app":"kube-dns","kubernetes.io/name":"CoreDNS"}},
 "spec":{"clusterIP":"` + DNSAddress + `","selector":{"k8s-app":"kube-dns"},"ports":[
 {"name":"dns","port":53,"protocol":"UDP"},{"name":"dns-tcp","port":53,"protocol":"TCP"}]}}`},
}

type object = map[string]any

// dnsDeployment runs CoreDNS on the first node; it may be placed there before the node is ready, which saves a moment.
func (c Config) dnsDeployment() string {
	labels := object{"k8s-app": "kube-dns"}
	mount := func(name, path string) object { return object{"name": name, "mountPath": path, "readOnly": true} }
	volume := func(name, path string) object {
		return object{"name": name, "hostPath": object{"path": path, "type": "Directory"}}
	}
	text, _ := json.Marshal(object{
		"apiVersion": "apps/v1", "kind": "Deployment",
		"metadata": object{"name": "coredns", "namespace": "kube-system", "labels": labels},
		"spec": object{
			"selector": object{"matchLabels": labels},
			"template": object{
				"metadata": object{"labels": labels},
				"spec": object{
					"nodeName": c.NodeName(), "priorityClassName": "system-cluster-critical", "dnsPolicy": "Default",
					"serviceAccountName": "coredns", "automountServiceAccountToken": false, "enableServiceLinks": false,
					"tolerations": []object{{"operator": "Exists"}},
					"volumes":     []object{volume("programs", c.Programs), volume("config", c.Path("coredns"))},
					"containers": []object{{
						"name": "coredns", "image": PauseReference, "imagePullPolicy": "Never",
						"command":         []string{"/programs/coredns", "-conf", "/etc/coredns/Corefile"},
						"volumeMounts":    []object{mount("programs", "/programs"), mount("config", "/etc/coredns")},
						"resources":       object{"requests": object{"cpu": "10m", "memory": "64Mi"}},
						"ports":           []object{{"name": "dns", "containerPort": 53, "protocol": "UDP"}, {"name": "dns-tcp", "containerPort": 53}},
						"securityContext": object{"runAsUser": 0, "readOnlyRootFilesystem": true, "allowPrivilegeEscalation": false},
					}},
				},
			},
		},
	})
	return string(text)
}

func (s *Supervisor) startDNS(ctx context.Context) error {
	c := s.config
	if err := os.Mkdir(c.Path("coredns"), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	kubeconfig, err := os.ReadFile(c.Path("pki", "coredns.kubeconfig"))
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"Corefile": corefile, "kubeconfig": string(kubeconfig)} {
		if _, err := s.write(filepath.Join("coredns", name), text); err != nil {
			return err
		}
	}
	deployment := apiObject{"/apis/apps/v1/namespaces/kube-system/deployments", c.dnsDeployment()}
	if err := s.createAll(ctx, append(dnsObjects[:len(dnsObjects):len(dnsObjects)], deployment)); err != nil {
		return fmt.Errorf("start the cluster's DNS: %w", err)
	}
	return nil
}
