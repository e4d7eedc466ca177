package chart

import (
	"fmt"
	"slices"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
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

func TestRuntimePortAdmitsEnvironmentsAndTasksOnly(t *testing.T) {
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
					if port.Port.IntValue() == 9001 && !environmentsAndTasksOnly(rule) {
						t.Errorf("%s admits others than environments and tasks to the runtime port", object.Key())
					}
				}
				if len(rule.Ports) == 0 {
					t.Errorf("%s has a rule for every port", object.Key())
				}
			}
			for _, rule := range policy.Spec.Egress {
				if len(rule.Ports) == 0 && len(rule.To) == 0 {
					t.Errorf("%s may connect to anything", object.Key())
				}
			}
		}
	})
}

func environmentsAndTasksOnly(rule networkingv1.NetworkPolicyIngressRule) bool {
	var components []string
	for _, peer := range rule.From {
		if peer.IPBlock != nil || peer.PodSelector == nil {
			return false
		}
		components = append(components, peer.PodSelector.MatchLabels["davit.dev/component"])
	}
	slices.Sort(components)
	return slices.Equal(components, []string{"environment", "task"})
}

// Gateways among themselves, and what the operator looks at.
func toGateways(rule networkingv1.NetworkPolicyEgressRule) bool {
	return len(rule.To) == 1 && rule.To[0].PodSelector != nil && rule.To[0].PodSelector.MatchLabels["app.kubernetes.io/component"] == "gateway"
}

// The port that gateways speak to each other on is theirs alone, and is all that the Service with all of them shows.
func TestGatewaysSpeakToEachOtherAlone(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm, "--set", "gateway.replicas=3")
		made, _ := Typed(*Find(objects, "NetworkPolicy/davit-gateway"))
		policy := made.(*networkingv1.NetworkPolicy)
		found := 0
		for _, rule := range policy.Spec.Ingress {
			for _, port := range rule.Ports {
				if port.Port.IntValue() != 9003 {
					continue
				}
				found++
				if len(rule.From) != 1 || rule.From[0].NamespaceSelector != nil || rule.From[0].PodSelector == nil ||
					rule.From[0].PodSelector.MatchLabels["app.kubernetes.io/component"] != policy.Spec.PodSelector.MatchLabels["app.kubernetes.io/component"] {
					t.Errorf("port 9003 is open to %+v", rule.From)
				}
			}
		}
		if found != 1 {
			t.Errorf("%d rules let gateways in, not one", found)
		}
		typed, _ := Typed(*Find(objects, "Service/davit-gateway-peers"))
		service := typed.(*corev1.Service)
		if service.Spec.ClusterIP != "None" || service.Spec.PublishNotReadyAddresses || len(service.Spec.Ports) != 1 {
			t.Errorf("the peers' Service is %+v", service.Spec)
		}
		deployment, _ := Typed(*Find(objects, "Deployment/davit-gateway"))
		spec := deployment.(*appsv1.Deployment).Spec
		if *spec.Replicas != 3 || spec.Strategy.RollingUpdate == nil || spec.Strategy.RollingUpdate.MaxUnavailable.IntValue() != 0 {
			t.Errorf("the gateways are replaced so: %+v", spec.Strategy)
		}
	})
}

// The operator lets callers in at load balancers, as the chart tells it, and the gateway reaches tasks; both only where load balancers are served.
func TestLoadBalancersReachTasksAlone(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for _, enabled := range []bool{true, false} {
			objects := render(t, helm, "--set", fmt.Sprintf("loadBalancers.enabled=%t", enabled), "--set-json", `networkPolicy.loadBalancersFrom=[{"ipBlock":{"cidr":"192.0.2.0/24"}}]`)
			made, _ := Typed(*Find(objects, "NetworkPolicy/davit-gateway"))
			tasks := slices.ContainsFunc(made.(*networkingv1.NetworkPolicy).Spec.Egress, func(rule networkingv1.NetworkPolicyEgressRule) bool {
				return len(rule.To) == 1 && rule.To[0].PodSelector != nil && rule.To[0].PodSelector.MatchLabels["davit.dev/component"] == "task"
			})
			from := operatorSetting(t, objects, "DAVIT_LOAD_BALANCERS_FROM")
			if tasks != enabled || (from == `[{"ipBlock":{"cidr":"192.0.2.0/24"}}]`) != enabled {
				t.Errorf("loadBalancers.enabled=%t: tasks %t, from %s", enabled, tasks, from)
			}
		}
		// A policy for one port of the gateway would close all others where nothing else opens them.
		objects := render(t, helm, "--set", "networkPolicy.enabled=false")
		if wall := operatorSetting(t, objects, "DAVIT_LOAD_BALANCERS_POLICIES"); wall != "" {
			t.Errorf("without network policies there is one for each load balancer: %s", wall)
		}
	})
}

func operatorSetting(t *testing.T, objects []Object, name string) string {
	t.Helper()
	made, _ := Typed(*Find(objects, "Deployment/davit-operator"))
	for _, variable := range made.(*appsv1.Deployment).Spec.Template.Spec.Containers[0].Env {
		if variable.Name == name {
			return variable.Value
		}
	}
	return ""
}

// The way to code archives leads out of the cluster, and is closed when they are switched off.
func TestCodeArchivesComeFromOutside(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for _, test := range []struct {
			set   string
			rules int
		}{{"code.archives.enabled=false", 0}, {"code.archives.enabled=true", 1}, {"code.allowedCidrs={10.20.0.0/16}", 2}} {
			objects := render(t, helm, "--set", test.set, "--set", "nats.enabled=false", "--set", "loadBalancers.enabled=false")
			for _, name := range []string{"NetworkPolicy/davit-operator", "NetworkPolicy/davit-gateway"} {
				made, _ := Typed(*Find(objects, name))
				rules := slices.DeleteFunc(made.(*networkingv1.NetworkPolicy).Spec.Egress, toGateways)[2:]
				if len(rules) != test.rules {
					t.Errorf("%s: %s has %d rules for archives, not %d", test.set, name, len(rules), test.rules)
				}
				if len(rules) > 0 && (len(rules[0].To) != 2 || len(rules[0].To[0].IPBlock.Except) != 6) {
					t.Errorf("%s leads into private networks: %+v", name, rules[0].To)
				}
			}
		}
	})
}

// The operator judges the cluster's network by three ports of the gateway: one open on both sides, one closed at the gateway, one
// closed at the operator. Whoever may read metrics, these stay so.
func TestPoliciesCanBeProbed(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		var operator, gateway *networkingv1.NetworkPolicy
		for _, object := range objects {
			made, _ := Typed(object)
			if policy, ok := made.(*networkingv1.NetworkPolicy); ok {
				switch policy.Labels["app.kubernetes.io/component"] {
				case "operator":
					operator = policy
				case "gateway":
					gateway = policy
				}
			}
		}
		if operator == nil || gateway == nil {
			return // networkPolicy.enabled: false
		}
		probe := operator.Spec.Egress[len(operator.Spec.Egress)-1]
		if len(probe.To) != 1 || probe.To[0].PodSelector.MatchLabels["app.kubernetes.io/component"] != "gateway" ||
			len(probe.Ports) != 2 || probe.Ports[0].Port.IntValue() != 9001 || probe.Ports[1].Port.IntValue() != 9090 {
			t.Errorf("the operator does not reach what it looks at, or more: %+v", probe)
		}
		last := gateway.Spec.Ingress[len(gateway.Spec.Ingress)-1]
		if len(last.From) != 1 || last.From[0].PodSelector.MatchLabels["app.kubernetes.io/component"] != "operator" ||
			len(last.Ports) != 1 || last.Ports[0].Port.IntValue() != 9090 {
			t.Errorf("the gateway does not answer the operator on 9090: %+v", last)
		}
	})
}

// operatorVariables is the environment that the chart gives the operator.
func operatorVariables(t *testing.T, helm string, arguments ...string) map[string]string {
	t.Helper()
	made, _ := Typed(*Find(render(t, helm, arguments...), "Deployment/davit-operator"))
	found := map[string]string{}
	for _, variable := range made.(*appsv1.Deployment).Spec.Template.Spec.Containers[0].Env {
		found[variable.Name] = variable.Value
	}
	return found
}

// What the operator must know of the network is what the values say, and no empty variable, which would be read as a value.
func TestNetworksReachTheOperator(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		env := func(arguments ...string) map[string]string { return operatorVariables(t, helm, arguments...) }
		plain := env()
		if plain["DAVIT_NETWORK_PROBE"] != "true" || plain["DAVIT_NETWORK_DNS_POD_LABELS"] != "k8s-app=kube-dns" ||
			plain["DAVIT_NETWORK_SEALED_CIDRS"] != "169.254.169.254/32,fd00:ec2::254/128" {
			t.Errorf("the defaults are %v", plain)
		}
		for _, name := range []string{"POD_CIDRS", "SERVICE_CIDRS", "NODE_CIDRS", "API_SERVER_CIDRS", "DNS_CIDRS", "PREFIX_LISTS"} {
			if value, ok := plain["DAVIT_NETWORK_"+name]; ok {
				t.Errorf("%s is set to %q by default", name, value)
			}
		}
		set := env("--set", "networkPolicy.enabled=false", "--set", "networks.podCidrs={10.32.0.0/12,10.64.0.0/12}",
			"--set", "networks.prefixLists.pl-api.cidrs={10.0.0.4/32}")
		if set["DAVIT_NETWORK_PROBE"] != "false" || set["DAVIT_NETWORK_POD_CIDRS"] != "10.32.0.0/12,10.64.0.0/12" ||
			set["DAVIT_NETWORK_PREFIX_LISTS"] != `{"pl-api":{"cidrs":["10.0.0.4/32"]}}` {
			t.Errorf("the settings became %v", set)
		}
	})
}
