package chart

import (
	"fmt"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
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

// What the operator makes of load balancers it is told and allowed where a Gateway is named for them, and in its own namespace alone.
func TestTheOperatorMayRouteOnlyWhereAGatewayIsNamed(t *testing.T) {
	const right = "Role davit-operator: httproutes.gateway.networking.k8s.io create,delete,get,list,patch,watch"
	settings := func(t *testing.T, objects []Object) map[string]string {
		t.Helper()
		made, err := Typed(*Find(objects, "Deployment/davit-operator"))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, env := range made.(*appsv1.Deployment).Spec.Template.Spec.Containers[0].Env {
			if name, ok := strings.CutPrefix(env.Name, "DAVIT_LOAD_BALANCER_ROUTES_"); ok {
				found[name] = env.Value
			}
		}
		return found
	}
	rights := func(t *testing.T, objects []Object) []string {
		t.Helper()
		var found []string
		for _, object := range objects {
			for _, line := range grants(t, object) {
				if strings.Contains(line, "httproutes") {
					found = append(found, line)
				}
			}
		}
		return found
	}
	named := []string{"--set", "loadBalancers.gateway.name=public,loadBalancers.gateway.namespace=ingress,loadBalancers.domain=lb.example.org",
		"--set-json", `loadBalancers.hosts={"shop":["shop.example.org","*.shop.example.org"]}`}
	eachHelm(t, func(t *testing.T, helm string) {
		for _, off := range [][]string{nil, append([]string{"--set", "loadBalancers.enabled=false"}, named...)} {
			objects := render(t, helm, off...)
			if got := settings(t, objects); len(got) > 0 {
				t.Errorf("%v: settings %v", off, got)
			}
			if got := rights(t, objects); len(got) > 0 {
				t.Errorf("%v: rights %v", off, got)
			}
		}
		objects := render(t, helm, named...)
		if got := fmt.Sprint(settings(t, objects)); got != `map[DOMAIN:lb.example.org GATEWAY:public GATEWAY_NAMESPACE:ingress HOSTS:{"shop":["shop.example.org","*.shop.example.org"]}]` {
			t.Errorf("settings %s", got)
		}
		if got := rights(t, objects); len(got) != 1 || got[0] != right {
			t.Errorf("rights %v", got)
		}
		if route(t, objects) != nil {
			t.Error("an HTTPRoute of the chart's: the operator makes them")
		}
	})
}
