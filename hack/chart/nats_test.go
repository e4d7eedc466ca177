package chart

import (
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

const natsKey = "StatefulSet/davit-nats"

// variable is what a container of a pod is told; empty when it is not.
func variable(t *testing.T, objects []Object, pod, name string) string {
	t.Helper()
	for _, variable := range pods(t, objects)[pod].Spec.Containers[0].Env {
		if variable.Name == name {
			return variable.Value
		}
	}
	return ""
}

func statefulSet(t *testing.T, objects []Object) *appsv1.StatefulSet {
	t.Helper()
	made, err := Typed(*Find(objects, natsKey))
	if err != nil {
		t.Fatal(err)
	}
	return made.(*appsv1.StatefulSet)
}

func natsConfig(t *testing.T, objects []Object) string {
	t.Helper()
	made, err := Typed(*Find(objects, "ConfigMap/davit-nats"))
	if err != nil {
		t.Fatal(err)
	}
	return made.(*corev1.ConfigMap).Data["nats.conf"]
}

// An acknowledged event must be on the disk, and a full queue must refuse before the server's disk does.
func TestTheQueueIsDurableAndBounded(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm)
		config := natsConfig(t, objects)
		for _, wanted := range []string{"sync_interval: always", "max_payload: 8388608", "max_file_store: 1073741824", "token: $DAVIT_NATS_TOKEN"} {
			if !strings.Contains(config, wanted) {
				t.Errorf("nats.conf has no %q:\n%s", wanted, config)
			}
		}
		if bytes := variable(t, objects, "Deployment/davit-gateway", "DAVIT_ASYNC_MAX_BYTES"); bytes != "536870912" {
			t.Errorf("the gateway keeps %s bytes", bytes)
		}
	})
}

func TestTheQueueKeepsItsEventsInAVolumeWhenAsked(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		scratch := func(set *appsv1.StatefulSet) bool {
			return slices.ContainsFunc(set.Spec.Template.Spec.Volumes, func(v corev1.Volume) bool { return v.Name == "data" && v.EmptyDir != nil })
		}
		if set := statefulSet(t, render(t, helm)); !scratch(set) || len(set.Spec.VolumeClaimTemplates) != 0 {
			t.Error("by default it needs a volume")
		}
		set := statefulSet(t, render(t, helm, "--set", "nats.persistence.enabled=true,nats.persistence.size=9Gi,nats.persistence.storageClass=fast"))
		if scratch(set) || len(set.Spec.VolumeClaimTemplates) != 1 {
			t.Fatal("it has no volume of its own")
		}
		claim := set.Spec.VolumeClaimTemplates[0].Spec
		if claim.Resources.Requests.Storage().String() != "9Gi" || *claim.StorageClassName != "fast" {
			t.Errorf("claims %+v", claim)
		}
	})
}

func TestTheGatewayAloneReachesTheQueue(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for _, test := range []struct{ policy, peer string }{{"davit-nats", "gateway"}, {"davit-gateway", "nats"}} {
			made, err := Typed(*Find(render(t, helm), "NetworkPolicy/"+test.policy))
			if err != nil {
				t.Fatal(err)
			}
			spec := made.(*networkingv1.NetworkPolicy).Spec
			peers, ports := spec.Ingress[0].From, spec.Ingress[0].Ports
			if test.peer == "nats" {
				last := spec.Egress[len(spec.Egress)-1]
				peers, ports = last.To, last.Ports
			} else if len(spec.Ingress) != 1 || len(spec.Egress) != 0 {
				t.Errorf("%s opens more than one way: %+v", test.policy, spec)
			}
			if len(ports) != 1 || ports[0].Port.IntValue() != 4222 || len(peers) != 1 ||
				peers[0].NamespaceSelector != nil || peers[0].PodSelector.MatchLabels["app.kubernetes.io/component"] != test.peer {
				t.Errorf("%s: %+v to or from %+v", test.policy, ports, peers)
			}
		}
	})
}

// Gateway, server and operator speak of the same Secret, or of yours; none is in the chart.
func TestTheQueuesKeyIsMadeInTheCluster(t *testing.T) {
	cases := []struct{ set, url, gateway, server, operator string }{
		{"", "nats://davit-nats.davit-system:4222", "davit-nats-key", "davit-nats-key", "davit-nats-key"},
		{"nats.existingSecret=mine", "nats://davit-nats.davit-system:4222", "mine", "mine", ""},
		{"async.nats.url=tls://a:4222,async.nats.credentialsSecret=theirs", "tls://a:4222", "theirs", "", ""},
		{"async.nats.url=nats://a:4222", "nats://a:4222", "", "", ""},
		{"nats.enabled=false", "", "", "", ""},
	}
	eachHelm(t, func(t *testing.T, helm string) {
		for _, test := range cases {
			objects := render(t, helm, "--set", test.set)
			server := ""
			if Find(objects, natsKey) != nil {
				server = statefulSet(t, objects).Spec.Template.Spec.Containers[0].Env[0].ValueFrom.SecretKeyRef.Name
			}
			got := []string{
				variable(t, objects, "Deployment/davit-gateway", "DAVIT_ASYNC_NATS_URL"),
				variable(t, objects, "Deployment/davit-gateway", "DAVIT_ASYNC_NATS_SECRET"),
				server,
				variable(t, objects, "Deployment/davit-operator", "DAVIT_NATS_KEY_SECRET"),
			}
			if want := []string{test.url, test.gateway, test.server, test.operator}; !slices.Equal(got, want) {
				t.Errorf("--set %s: %q, not %q", test.set, got, want)
			}
		}
	})
}

func httpWay(t *testing.T, objects []Object) *networkingv1.NetworkPolicyEgressRule {
	t.Helper()
	made, err := Typed(*Find(objects, "NetworkPolicy/davit-gateway"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range made.(*networkingv1.NetworkPolicy).Spec.Egress {
		if slices.ContainsFunc(rule.Ports, func(p networkingv1.NetworkPolicyPort) bool { return p.Port.IntValue() == 8443 }) {
			return &rule
		}
	}
	return nil
}

// Who names an endpoint must not reach the cluster through the gateway, unless its administrator says so.
func TestEndpointsAreReachedWhenAskedAndInPublicOnly(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		if httpWay(t, render(t, helm, "--set", "async.http.ports={8443}")) != nil {
			t.Error("the way is open by default")
		}
		public := httpWay(t, render(t, helm, "--set", "async.http.enabled=true,async.http.ports={8443}"))
		if public == nil || len(public.To) != 2 || !slices.Contains(public.To[0].IPBlock.Except, "10.0.0.0/8") {
			t.Errorf("%+v", public)
		}
		objects := render(t, helm, "--set", "async.http.enabled=true,async.http.ports={8443},async.http.privateHosts={a.example,b.example}")
		if private := httpWay(t, objects); private == nil || len(private.To) != 0 {
			t.Errorf("%+v", private)
		}
		if hosts := variable(t, objects, "Deployment/davit-gateway", "DAVIT_ASYNC_HTTP_PRIVATE_HOSTS"); hosts != "a.example,b.example" {
			t.Errorf("private hosts %q", hosts)
		}
	})
}
