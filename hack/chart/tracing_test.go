package chart

import (
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

const gatewayPod = "Deployment/davit-gateway"

func TestTracesAreOffUntilThereIsACollector(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm, "--set", "tracing.samplingRatio=1")
		if endpoint := variable(t, objects, gatewayPod, "DAVIT_TRACING_ENDPOINT"); endpoint != "" {
			t.Errorf("the gateway sends traces to %q", endpoint)
		}
		if opens(t, objects, 4318) {
			t.Error("the policy has a way to a collector that nobody named")
		}
	})
}

// What a collector wants as proof is in a Secret, which the kubelet reads: neither the chart nor the gateway's rights know it.
func TestTheGatewayIsToldOfTheCollector(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm, "--set", "tracing.endpoint=http://otel.observability:4318,tracing.samplingRatio=0.25,tracing.headersSecret=otlp,tracing.ports={4319}")
		for name, wanted := range map[string]string{
			"DAVIT_TRACING_ENDPOINT":      "http://otel.observability:4318",
			"DAVIT_TRACING_RATIO":         "0.25",
			"DAVIT_TRACING_TRUST_CALLERS": "true",
		} {
			if told := variable(t, objects, gatewayPod, name); told != wanted {
				t.Errorf("%s is %q, not %q", name, told, wanted)
			}
		}
		environment := pods(t, objects)[gatewayPod].Spec.Containers[0].Env
		headers := slices.IndexFunc(environment, func(v corev1.EnvVar) bool { return v.Name == "DAVIT_TRACING_HEADERS" })
		if headers < 0 || environment[headers].ValueFrom.SecretKeyRef.Name != "otlp" || environment[headers].ValueFrom.SecretKeyRef.Key != "headers" {
			t.Errorf("the headers are not from the Secret: %+v", environment)
		}
		if !opens(t, objects, 4319) || opens(t, objects, 4318) {
			t.Error("the policy does not open the collector's port alone")
		}
		if told := variable(t, objects, "Deployment/davit-operator", "DAVIT_TRACING_ENDPOINT"); told != "" {
			t.Error("the operator is told, too")
		}
	})
}

func TestBothProgramsLogJSONUnlessToldOtherwise(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for set, wanted := range map[string]string{"logLevel=INFO": "true", "logging.json=false": "false"} {
			objects := render(t, helm, "--set", set)
			for _, pod := range []string{gatewayPod, "Deployment/davit-operator"} {
				if told := variable(t, objects, pod, "QUARKUS_LOG_CONSOLE_JSON_ENABLED"); told != wanted {
					t.Errorf("--set %s: %s logs JSON: %q", set, pod, told)
				}
			}
		}
	})
}

func opens(t *testing.T, objects []Object, port int) bool {
	t.Helper()
	made, err := Typed(*Find(objects, "NetworkPolicy/davit-gateway"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(made.(*networkingv1.NetworkPolicy).Spec.Egress, func(rule networkingv1.NetworkPolicyEgressRule) bool {
		return slices.ContainsFunc(rule.Ports, func(p networkingv1.NetworkPolicyPort) bool { return p.Port.IntValue() == port })
	})
}
