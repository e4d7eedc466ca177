package chart

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
)

func pods(t *testing.T, objects []Object) map[string]corev1.PodTemplateSpec {
	t.Helper()
	found, err := Pods(objects)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 2 {
		t.Fatalf("only %d pods: the scan is broken", len(found))
	}
	return found
}

// What the "restricted" Pod Security Standard wants, and a read-only root on top.
func TestEveryPodIsRestricted(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for key, pod := range pods(t, objects) {
			spec := pod.Spec
			if spec.HostNetwork || spec.HostPID || spec.HostIPC {
				t.Errorf("%s uses a host namespace", key)
			}
			if spec.SecurityContext == nil || spec.SecurityContext.RunAsNonRoot == nil || !*spec.SecurityContext.RunAsNonRoot {
				t.Errorf("%s may run as root", key)
			}
			for _, volume := range spec.Volumes {
				if volume.EmptyDir == nil && volume.Projected == nil {
					t.Errorf("%s mounts %s, neither scratch nor projected", key, volume.Name)
				}
			}
			for _, container := range spec.Containers {
				if problem := unrestricted(container.SecurityContext); problem != "" {
					t.Errorf("%s: %s", key, problem)
				}
			}
		}
	})
}

func unrestricted(security *corev1.SecurityContext) string {
	switch {
	case security == nil:
		return "no security context"
	case security.AllowPrivilegeEscalation == nil || *security.AllowPrivilegeEscalation:
		return "may escalate privileges"
	case security.ReadOnlyRootFilesystem == nil || !*security.ReadOnlyRootFilesystem:
		return "its root file system is writable"
	case security.Capabilities == nil || !slices.Contains(security.Capabilities.Drop, "ALL") || len(security.Capabilities.Add) > 0:
		return "keeps capabilities"
	case security.SeccompProfile == nil || security.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault:
		return "no seccomp profile"
	}
	return ""
}

func TestEveryPodIsBoundedAndEndsInTime(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for key, pod := range pods(t, objects) {
			if pod.Spec.TerminationGracePeriodSeconds == nil {
				t.Errorf("%s leaves its grace period to chance", key)
			}
			if pod.Spec.EnableServiceLinks == nil || *pod.Spec.EnableServiceLinks {
				t.Errorf("%s gets a variable for every Service", key)
			}
			for _, container := range pod.Spec.Containers {
				if container.Resources.Requests.Memory().IsZero() || container.Resources.Requests.Cpu().IsZero() {
					t.Errorf("%s requests no CPU or memory", key)
				}
				if !container.Resources.Limits.Cpu().IsZero() {
					t.Errorf("%s has a CPU limit, which throttles its start", key)
				}
			}
		}
	})
}

func TestDeploymentsAreProbedOnTheManagementPort(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for key, pod := range pods(t, objects) {
			if !strings.HasPrefix(key, "Deployment/") {
				continue
			}
			main := pod.Spec.Containers[0]
			for name, probe := range map[string]*corev1.Probe{
				"started": main.StartupProbe, "ready": main.ReadinessProbe, "live": main.LivenessProbe,
			} {
				if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Path != "/q/health/"+name || probe.HTTPGet.Port.StrVal != "management" {
					t.Errorf("%s: probe %q is missing or asks elsewhere: %+v", key, name, probe)
				}
			}
		}
	})
}

func TestSelectorsFindTheirPodsAndPorts(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		all := pods(t, objects)
		for _, object := range objects {
			made, _ := Typed(object)
			switch made := made.(type) {
			case *appsv1.Deployment:
				if !selects(made.Spec.Selector.MatchLabels, made.Spec.Template.Labels) {
					t.Errorf("%s does not select its own pods", object.Key())
				}
				if Find(objects, "ServiceAccount/"+made.Spec.Template.Spec.ServiceAccountName) == nil {
					t.Errorf("%s runs as an account that the chart does not make", object.Key())
				}
			case *appsv1.StatefulSet:
				if !selects(made.Spec.Selector.MatchLabels, made.Spec.Template.Labels) || Find(objects, "Service/"+made.Spec.ServiceName) == nil {
					t.Errorf("%s selects other pods than its own, or has no Service", object.Key())
				}
			case *corev1.Service:
				requirePorts(t, object.Key(), made, all)
			case *policyv1.PodDisruptionBudget:
				if made.Spec.MaxUnavailable == nil || made.Spec.UnhealthyPodEvictionPolicy == nil {
					t.Errorf("%s may block a drain", object.Key())
				}
			}
		}
	})
}

func requirePorts(t *testing.T, key string, service *corev1.Service, pods map[string]corev1.PodTemplateSpec) {
	t.Helper()
	found := 0
	for _, pod := range pods {
		if !selects(service.Spec.Selector, pod.Labels) {
			continue
		}
		found++
		for _, port := range service.Spec.Ports {
			if !slices.ContainsFunc(pod.Spec.Containers[0].Ports, func(p corev1.ContainerPort) bool { return p.Name == port.TargetPort.StrVal }) {
				t.Errorf("%s: no container port named %s", key, port.TargetPort.StrVal)
			}
		}
	}
	if found != 1 {
		t.Errorf("%s selects %d kinds of pods instead of one", key, found)
	}
}

func selects(selector, labels map[string]string) bool {
	for key, value := range selector {
		if labels[key] != value {
			return false
		}
	}
	return len(selector) > 0
}

func TestImagesFollowRegistryTagAndDigest(t *testing.T) {
	const digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm, "--set-string", "image.registry=mirror.example.org,image.tag=9,operator.image.digest="+digest+",gateway.image.tag=8")
		want := map[string]string{
			"Deployment/davit-operator": "mirror.example.org/operator:9@" + digest,
			"Deployment/davit-gateway":  "mirror.example.org/gateway:8",
			"StatefulSet/davit-nats":    "mirror.example.org/nats:9",
			"Pod/davit-test":            "mirror.example.org/runtime-python3.11:9",
		}
		for key, pod := range pods(t, objects) {
			if pod.Spec.Containers[0].Image != want[key] {
				t.Errorf("%s runs %s, not %s", key, pod.Spec.Containers[0].Image, want[key])
			}
		}
		if image := runtimes(t, objects)["nodejs22.x"].ImageURI; image != "mirror.example.org/runtime-nodejs22.x:9" {
			t.Errorf("the Node.js runtime runs %s", image)
		}
	})
}

// runtimeSpec is a Runtime as the operator is told of it.
type runtimeSpec struct {
	ImageURI    string `json:"imageURI"`
	Warm        int    `json:"warm"`
	Description string `json:"description"`
}

func runtimes(t *testing.T, objects []Object) map[string]runtimeSpec {
	t.Helper()
	for _, variable := range pods(t, objects)["Deployment/"+operatorName(objects)].Spec.Containers[0].Env {
		if variable.Name != "DAVIT_RUNTIMES" {
			continue
		}
		var specs map[string]runtimeSpec
		if err := json.Unmarshal([]byte(variable.Value), &specs); err != nil {
			t.Fatalf("DAVIT_RUNTIMES %s: %v", variable.Value, err)
		}
		return specs
	}
	t.Fatal("the operator is not told of the runtimes")
	return nil
}

func operatorName(objects []Object) string {
	for _, object := range objects {
		if object.GetKind() == "Deployment" && strings.HasSuffix(object.GetName(), "-operator") {
			return object.GetName()
		}
	}
	return ""
}

func TestTheOperatorIsToldOfTheRuntimesAndMayChangeOnlyThose(t *testing.T) {
	want := map[string]string{"defaults": "java25 nodejs22.x provided.al2023 python3.11", "demo": "java25 nodejs22.x provided.al2023 python3.11", "everything": "python3.11 python3.14", "least": ""}
	eachValues(t, func(t *testing.T, objects []Object) {
		listed := strings.Join(slices.Sorted(maps.Keys(runtimes(t, objects))), " ")
		granted := ""
		made, _ := Typed(*Find(objects, "ClusterRole/davit-operator"))
		for _, rule := range made.(*rbacv1.ClusterRole).Rules {
			if slices.Contains(rule.Resources, "runtimes") && slices.Contains(rule.Verbs, "patch") {
				granted = strings.Join(rule.ResourceNames, " ")
			}
		}
		if expected := want[filepath.Base(t.Name())]; listed != expected || granted != expected {
			t.Errorf("want %q, listed %q, granted %q", expected, listed, granted)
		}
	})
}
