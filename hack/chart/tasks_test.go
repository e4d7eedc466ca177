package chart

import (
	"strings"
	"testing"

	admissionv1 "k8s.io/api/admissionregistration/v1"
)

// What tasks may ask for reaches the operator as the values say it, and nothing when they say nothing.
func TestCapacityProvidersReachTheOperator(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		env := func(arguments ...string) map[string]string { return operatorVariables(t, helm, arguments...) }
		plain := env()
		if value, ok := plain["DAVIT_CAPACITY_PROVIDERS"]; ok || plain["DAVIT_TASK_USER_NAMESPACES"] != "false" {
			t.Errorf("the defaults are %q and %v", value, plain["DAVIT_TASK_USER_NAMESPACES"])
		}
		set := env("--set", "tasks.capacityProviders.kata.runtimeClassName=kata-qemu", "--set", "tasks.userNamespaces=true")
		if set["DAVIT_CAPACITY_PROVIDERS"] != `{"kata":{"runtimeClassName":"kata-qemu"}}` || set["DAVIT_TASK_USER_NAMESPACES"] != "true" {
			t.Errorf("the settings became %v", set)
		}
	})
}

// The policies deny, fail closed, and leave the cluster's own namespaces and the release's alone; one can switch them off.
func TestExecIsRefusedInTasksUnlessSwitchedOff(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm)
		for _, name := range []string{"davit-exec", "davit-task-labels"} {
			made, err := Typed(*Find(objects, "ValidatingAdmissionPolicy/"+name))
			if err != nil {
				t.Fatal(err)
			}
			if policy := made.(*admissionv1.ValidatingAdmissionPolicy); *policy.Spec.FailurePolicy != admissionv1.Fail {
				t.Errorf("%s fails open", name)
			}
			made, err = Typed(*Find(objects, "ValidatingAdmissionPolicyBinding/"+name))
			if err != nil {
				t.Fatal(err)
			}
			binding := made.(*admissionv1.ValidatingAdmissionPolicyBinding)
			left := strings.Join(binding.Spec.MatchResources.NamespaceSelector.MatchExpressions[0].Values, ",")
			if binding.Spec.ValidationActions[0] != admissionv1.Deny || !strings.Contains(left, "kube-system,") {
				t.Errorf("%s: %v in all namespaces but %s", name, binding.Spec.ValidationActions, left)
			}
		}
		if Find(render(t, helm, "--set", "tasks.execPolicy=false"), "ValidatingAdmissionPolicy/davit-exec") != nil {
			t.Error("the policy is there though it is switched off")
		}
	})
}

// A version that an alias names is kept, but not against the deletion of a whole namespace, and not where one does not want it.
func TestVersionsInUseAreKeptUnlessSwitchedOff(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		made, err := Typed(*Find(render(t, helm), "ValidatingAdmissionPolicy/davit-version-in-use"))
		if err != nil {
			t.Fatal(err)
		}
		policy := made.(*admissionv1.ValidatingAdmissionPolicy)
		if policy.Spec.ParamKind.Kind != "Alias" || *policy.Spec.FailurePolicy != admissionv1.Ignore {
			t.Errorf("the policy is about %v and %v", policy.Spec.ParamKind, *policy.Spec.FailurePolicy)
		}
		exempt := policy.Spec.MatchConditions[1].Expression
		for _, who := range []string{"namespace-controller", "generic-garbage-collector"} {
			if !strings.Contains(exempt, who) {
				t.Errorf("%s is held up: %s", who, exempt)
			}
		}
		off := render(t, helm, "--set", "functions.versionPolicy=false")
		for _, kind := range []string{"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"} {
			if Find(off, kind+"/davit-version-in-use") != nil {
				t.Errorf("the %s is there though it is switched off", kind)
			}
		}
	})
}
