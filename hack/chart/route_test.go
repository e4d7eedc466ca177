package chart

import (
	"fmt"
	"testing"

	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

func route(t *testing.T, objects []Object) *gatewayv1.HTTPRoute {
	t.Helper()
	for _, object := range objects {
		made, err := Typed(object)
		if err != nil {
			t.Fatal(err)
		}
		if route, ok := made.(*gatewayv1.HTTPRoute); ok {
			return route
		}
	}
	return nil
}

// There is an HTTPRoute only where somebody named the Gateway for it, and it leads to the invoke port and nowhere else.
func TestOneRouteLeadsAllFunctionUrlsToTheInvokePort(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		if route(t, render(t, helm)) != nil {
			t.Error("an HTTPRoute that nobody asked for: clusters without the Gateway API refuse it")
		}
		objects := render(t, helm, "--set", "functionUrls.gateway.parentRef.name=public,functionUrls.domain=fn.example.org,region=eu-north-1")
		route := route(t, objects)
		if route == nil {
			t.Fatal("no HTTPRoute")
		}
		spec := route.Spec
		if got := fmt.Sprint(spec.Hostnames); got != "[*.lambda-url.eu-north-1.fn.example.org]" {
			t.Errorf("host names %s", got)
		}
		if len(spec.ParentRefs) != 1 || spec.ParentRefs[0].Name != "public" || spec.ParentRefs[0].Namespace != nil {
			t.Errorf("parents %+v", spec.ParentRefs)
		}
		if len(spec.Rules) != 1 || len(spec.Rules[0].BackendRefs) != 1 || spec.Rules[0].Timeouts != nil {
			t.Fatalf("rules %+v", spec.Rules)
		}
		backend := spec.Rules[0].BackendRefs[0]
		if backend.Name != "davit-gateway" || *backend.Port != 9000 || Find(objects, "Service/davit-gateway") == nil {
			t.Errorf("backend %+v", backend)
		}
	})
}
