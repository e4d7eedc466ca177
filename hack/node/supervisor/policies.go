package supervisor

const policySocket = "/run/davit/netpol.sock"

// What the enforcer of NetworkPolicies may read.
var policyObjects = []apiObject{
	{"/apis/rbac.authorization.k8s.io/v1/clusterroles", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole",
 "metadata":{"name":"system:netpol"},"rules":[
 {"apiGroups":[""],"resources":["namespaces","pods"],"verbs":["get","list","watch"]},
 {"apiGroups":["networking.k8s.io"],"resources":["networkpolicies"],"verbs":["list","watch"]}]}`},
	{"/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
 "metadata":{"name":"system:netpol"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"system:netpol"},
 "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"system:netpol"}]}`},
}

// startPolicies starts the enforcer; without it no pod of the node starts.
func (s *Supervisor) startPolicies() error {
	c := s.config
	return s.launch("netpol", c.Program("netpol"), "--kubeconfig="+c.Path("pki", "netpol.kubeconfig"), "--node="+s.node.Name,
		"--socket="+policySocket, "--state=/run/davit/netpol")
}
