package chart

import (
	"fmt"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

// typed are the kinds whose every field is checked against Kubernetes' own Go types.
var typed = map[string]func() any{
	"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy": func() any {
		return &admissionv1.ValidatingAdmissionPolicy{}
	},
	"admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding": func() any {
		return &admissionv1.ValidatingAdmissionPolicyBinding{}
	},
	"apps/v1/Deployment":                              func() any { return &appsv1.Deployment{} },
	"apps/v1/StatefulSet":                             func() any { return &appsv1.StatefulSet{} },
	"v1/ConfigMap":                                    func() any { return &corev1.ConfigMap{} },
	"v1/Service":                                      func() any { return &corev1.Service{} },
	"v1/ServiceAccount":                               func() any { return &corev1.ServiceAccount{} },
	"v1/Pod":                                          func() any { return &corev1.Pod{} },
	"gateway.networking.k8s.io/v1/HTTPRoute":          func() any { return &gatewayv1.HTTPRoute{} },
	"networking.k8s.io/v1/NetworkPolicy":              func() any { return &networkingv1.NetworkPolicy{} },
	"policy/v1/PodDisruptionBudget":                   func() any { return &policyv1.PodDisruptionBudget{} },
	"rbac.authorization.k8s.io/v1/ClusterRole":        func() any { return &rbacv1.ClusterRole{} },
	"rbac.authorization.k8s.io/v1/ClusterRoleBinding": func() any { return &rbacv1.ClusterRoleBinding{} },
	"rbac.authorization.k8s.io/v1/Role":               func() any { return &rbacv1.Role{} },
	"rbac.authorization.k8s.io/v1/RoleBinding":        func() any { return &rbacv1.RoleBinding{} },
}

// untyped are the kinds that Kubernetes has no types for.
var untyped = map[string]bool{
	"apiextensions.k8s.io/v1/CustomResourceDefinition": true,
	"lambda.davit.dev/v1alpha1/Function":               true,
	"monitoring.coreos.com/v1/ServiceMonitor":          true,
}

// Typed decodes an object strictly: a field that Kubernetes does not know is an error. Nil for the untyped kinds.
func Typed(object Object) (any, error) {
	kind := object.GetAPIVersion() + "/" + object.GetKind()
	if untyped[kind] {
		return nil, nil
	}
	create, known := typed[kind]
	if !known {
		return nil, fmt.Errorf("%s: the chart is not known to have objects of kind %s", object.Key(), kind)
	}
	target := create()
	if err := yaml.UnmarshalStrict(object.YAML, target); err != nil {
		return nil, fmt.Errorf("%s: %w", object.Key(), err)
	}
	return target, nil
}

// Pods are the pod specs that the chart makes, by the key of what makes them.
func Pods(objects []Object) (map[string]corev1.PodTemplateSpec, error) {
	pods := map[string]corev1.PodTemplateSpec{}
	for _, object := range objects {
		made, err := Typed(object)
		if err != nil {
			return nil, err
		}
		switch made := made.(type) {
		case *appsv1.Deployment:
			pods[object.Key()] = made.Spec.Template
		case *appsv1.StatefulSet:
			pods[object.Key()] = made.Spec.Template
		case *corev1.Pod:
			pods[object.Key()] = corev1.PodTemplateSpec{ObjectMeta: made.ObjectMeta, Spec: made.Spec}
		}
	}
	return pods, nil
}
