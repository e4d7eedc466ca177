package chart

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// Only pods reach the Runtime API; the way in from outside is the invoke port.
func TestOnlyTheInvokePortLeavesTheCluster(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		if Find(render(t, helm), "Service/davit-gateway-external") != nil {
			t.Error("ClusterIP makes an external Service")
		}
		for _, kind := range []string{"NodePort", "LoadBalancer"} {
			objects := render(t, helm, "--set", "gateway.service.type="+kind, "--set", "gateway.service.nodePorts.invoke=30900")
			for _, object := range objects {
				made, _ := Typed(object)
				service, ok := made.(*corev1.Service)
				if !ok {
					continue
				}
				outside := object.GetName() == "davit-gateway-external"
				if outside != (service.Spec.Type == corev1.ServiceType(kind)) {
					t.Errorf("%s is of type %s", object.Key(), service.Spec.Type)
				}
				if outside && (len(service.Spec.Ports) != 1 || service.Spec.Ports[0].Port != 9000 || service.Spec.Ports[0].NodePort != 30900) {
					t.Errorf("%s: %+v", object.Key(), service.Spec.Ports)
				}
			}
		}
	})
}

func TestRuntimePortAdmitsEnvironmentsOnly(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for _, object := range objects {
			made, _ := Typed(object)
			policy, ok := made.(*networkingv1.NetworkPolicy)
			if !ok {
				continue
			}
			if len(policy.Spec.PolicyTypes) != 2 {
				t.Errorf("%s leaves a direction open", object.Key())
			}
			for _, rule := range policy.Spec.Ingress {
				for _, port := range rule.Ports {
					if port.Port.IntValue() == 9001 && !environmentsOnly(rule) {
						t.Errorf("%s admits others than environments to the Runtime API", object.Key())
					}
				}
				if len(rule.Ports) == 0 {
					t.Errorf("%s has a rule for every port", object.Key())
				}
			}
			for _, rule := range policy.Spec.Egress {
				if len(rule.Ports) == 0 {
					t.Errorf("%s may connect to anything", object.Key())
				}
			}
		}
	})
}

func environmentsOnly(rule networkingv1.NetworkPolicyIngressRule) bool {
	for _, peer := range rule.From {
		if peer.IPBlock != nil || peer.PodSelector == nil || peer.PodSelector.MatchLabels["davit.dev/component"] != "environment" {
			return false
		}
	}
	return len(rule.From) > 0
}
