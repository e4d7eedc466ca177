package supervisor

import (
	"context"
	"os"
	"path/filepath"

	"davit.dev/hack/node/pki"
)

// auditPolicy records who of Davit wrote what: the file is for counting API writes.
const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Metadata
  userGroups: ["system:serviceaccounts:davit-system"]
  verbs: [create, update, patch, delete, deletecollection]
- level: None
`

// startControlPlane starts etcd, the API server, the controller manager and the scheduler, in the order they need.
func (s *Supervisor) startControlPlane(ctx context.Context) error {
	c := s.config
	err := s.launch("etcd", c.Program("etcd"), "--data-dir="+c.Path("etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=http://127.0.0.1:2379", "--advertise-client-urls=http://127.0.0.1:2379",
		"--listen-peer-urls=http://127.0.0.1:2380", "--quota-backend-bytes=4294967296")
	if err != nil {
		return err
	}
	if err := s.loadAdmin(); err != nil {
		return err
	}
	if err := until(ctx, "etcd", connects("tcp", "127.0.0.1:2379")); err != nil {
		return err
	}
	s.step("etcd")
	if err := s.startAPIServer(); err != nil {
		return err
	}
	if err := until(ctx, "the API server", func() error { return s.api.Get(ctx, "/readyz", nil) }); err != nil {
		return err
	}
	s.step("API server")
	if err := s.registerNodes(ctx); err != nil {
		return err
	}
	if err := s.createAll(ctx, policyObjects); err != nil {
		return err
	}
	err = s.launch("kube-controller-manager", c.Program("kube-controller-manager"),
		"--kubeconfig="+c.Path("pki", "controller-manager.kubeconfig"), "--bind-address=127.0.0.1", "--leader-elect=false",
		"--service-account-private-key-file="+c.Path("pki", "tokens.key"), "--root-ca-file="+c.Path("pki", "ca.crt"),
		"--cluster-signing-cert-file="+c.Path("pki", "ca.crt"), "--cluster-signing-key-file="+c.Path("pki", "ca.key"),
		"--kube-api-qps=300", "--kube-api-burst=500", // 20 a second would make the start 4 s longer
		"--use-service-account-credentials", "--allocate-node-cidrs", "--cluster-cidr="+PodRange, "--service-cluster-ip-range="+ServiceRange)
	if err != nil {
		return err
	}
	return s.launch("kube-scheduler", c.Program("kube-scheduler"), "--kubeconfig="+c.Path("pki", "scheduler.kubeconfig"),
		"--bind-address=127.0.0.1", "--leader-elect=false", "--kube-api-qps=300", "--kube-api-burst=500")
}

func (s *Supervisor) startAPIServer() error {
	c := s.config
	policy, err := s.write("audit-policy.yaml", auditPolicy)
	if err != nil {
		return err
	}
	return s.launch("kube-apiserver", c.Program("kube-apiserver"), "--etcd-servers=http://127.0.0.1:2379",
		"--bind-address=0.0.0.0", "--advertise-address="+NodeAddress, "--secure-port="+APIPort, "--cert-dir=/run/davit",
		"--tls-cert-file="+c.Path("pki", "apiserver.crt"), "--tls-private-key-file="+c.Path("pki", "apiserver.key"),
		"--client-ca-file="+c.Path("pki", "ca.crt"),
		"--service-account-key-file="+c.Path("pki", "tokens.crt"), "--service-account-signing-key-file="+c.Path("pki", "tokens.key"),
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local", "--service-cluster-ip-range="+ServiceRange,
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--allow-privileged=true",
		"--kubelet-certificate-authority="+c.Path("pki", "ca.crt"),
		"--kubelet-client-certificate="+c.Path("pki", "apiserver-kubelet.crt"), "--kubelet-client-key="+c.Path("pki", "apiserver-kubelet.key"),
		"--kubelet-preferred-address-types=InternalIP",
		"--requestheader-client-ca-file="+c.Path("pki", "front-proxy-ca.crt"), "--requestheader-allowed-names=front-proxy",
		"--requestheader-username-headers=X-Remote-User", "--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--proxy-client-cert-file="+c.Path("pki", "front-proxy.crt"), "--proxy-client-key-file="+c.Path("pki", "front-proxy.key"),
		"--audit-policy-file="+policy, "--audit-log-path="+c.Path("audit.log"))
}

// loadAdmin makes the supervisor's own client, as the cluster's administrator.
func (s *Supervisor) loadAdmin() error {
	var texts [3][]byte
	for i, name := range []string{"ca.crt", "admin.crt", "admin.key"} {
		text, err := os.ReadFile(filepath.Join(s.config.Path("pki"), name))
		if err != nil {
			return err
		}
		texts[i] = text
	}
	client, err := NewAPIClient("https://"+NodeAddress+":"+APIPort, texts[0], pki.Pair{Cert: texts[1], Key: texts[2]})
	s.api = client
	return err
}
