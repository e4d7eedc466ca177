package chart

import (
	"strings"
	"testing"
)

// Bad values are refused before anything reaches a cluster, with a message that names the value.
func TestRefusesBadValues(t *testing.T) {
	cases := []struct{ name, set, says string }{
		{"unknown key", "gatway.replicas=1", "gatway"},
		{"unknown key, deep", "gateway.service.nodePort=30900", "nodePort"},
		{"replicas as text", "operator.replicas=two", "replicas"},
		{"negative replicas", "operator.replicas=-1", "replicas"},
		{"service type", "gateway.service.type=Ingress", "type"},
		{"node port", "gateway.service.nodePorts.invoke=70000", "invoke"},
		{"CRD mode", "crds.mode=always", "mode"},
		{"region", "region=home", "region"},
		{"idle timeout", "idleTimeoutSeconds=0", "idleTimeoutSeconds"},
		{"domain of function URLs", "functionUrls.domain=Davit_local", "domain"},
		{"scheme of function URLs", "functionUrls.scheme=ftp", "scheme"},
		{"port of function URLs", "functionUrls.port=0", "port"},
		{"a Gateway without a name", "functionUrls.gateway.parentRef.namespace=ingress", "name"},
		{"a Gateway's kind", "functionUrls.gateway.parentRef.kind=Service", "kind"},
		{"the Gateway's time", "functionUrls.gateway.requestTimeout=forever", "requestTimeout"},
		{"a Gateway before load balancers without a domain", "loadBalancers.gateway.name=public", "domain"},
		{"domain of load balancers", "loadBalancers.domain=LB.example.org", "domain"},
		{"a host in the middle of which is a wildcard", "loadBalancers.hosts.team={a.*.example.org}", "hosts"},
		{"hosts of something that is no namespace", "loadBalancers.hosts.Team={a.example.org}", "Team"},
		{"a host of two namespaces", "loadBalancers.gateway.name=public,loadBalancers.domain=lb.example.org,loadBalancers.hosts.a={x.example.org},loadBalancers.hosts.b={x.example.org}", "a host is one namespace's"},
		{"log level", "logLevel=verbose", "logLevel"},
		{"form of the log", "logging.format=json", "format"},
		{"collector by gRPC", "tracing.endpoint=collector:4317", "endpoint"},
		{"credentials in the collector's address", "tracing.endpoint=https://user:word@collector", "endpoint"},
		{"sampling in percent", "tracing.samplingRatio=10", "samplingRatio"},
		{"sampling as a fraction over one", "tracing.samplingRatio=1.5", "samplingRatio"},
		{"pull policy", "image.pullPolicy=Sometimes", "pullPolicy"},
		{"registry with a slash", "image.registry=mirror.example.org/", "registry"},
		{"digest", "operator.image.digest=latest", "digest"},
		{"warm", "runtimes.python3\\.11.warm=-1", "warm"},
		{"runtime without image", "runtimes.ruby3\\.3.enabled=true", "image"},
		{"runtime name", "runtimes.Python.enabled=true", "Python"},
		{"environment", "operator.extraEnv[0].value=x", "extraEnv"},
		{"API server port", "networkPolicy.apiServer.ports={https}", "ports"},
		{"no API server port", "networkPolicy.apiServer.ports=null,networkPolicy.apiServer.port=6443", "port"},
		{"allowed host with a scheme", "code.allowedHosts={https://nexus.example.org}", "allowedHosts"},
		{"allowed range by name", "code.allowedCidrs={private}", "allowedCidrs"},
		{"S3 endpoint without a scheme", "s3.endpoint=s3.example.org", "endpoint"},
		{"cache too small", "gateway.codeCache.sizeMiB=1", "sizeMiB"},
		{"NATS address", "async.nats.url=http://example.org", "url"},
		{"NATS port", "async.nats.ports={nats}", "ports"},
		{"no room for events", "async.maxMegabytes=1", "maxMegabytes"},
		{"host with a port", "async.http.privateHosts={a.example:443}", "privateHosts"},
		{"volume size", "nats.persistence.size=much", "size"},
		{"two NATS servers", "nats.replicas=3", "replicas"},
		{"a capacity provider's pod", "tasks.capacityProviders.spot.hostNetwork=true", "hostNetwork"},
		{"a capacity provider's name", "tasks.capacityProviders.a\\.b.runtimeClassName=kata", "a.b"},
		{"user namespaces", "tasks.userNamespaces=maybe", "userNamespaces"},
		{"scrape interval", "metrics.serviceMonitor.interval=often", "interval"},
		{"pull secret by name alone", "imagePullSecrets={mirror}", "imagePullSecrets"},
	}
	eachHelm(t, func(t *testing.T, helm string) {
		for _, test := range cases {
			t.Run(test.name, func(t *testing.T) {
				_, err := Render(helm, "--set", test.set)
				if err == nil {
					t.Fatalf("--set %s was accepted", test.set)
				}
				if !strings.Contains(err.Error(), test.says) {
					t.Errorf("--set %s: the message does not name %q:\n%v", test.set, test.says, err)
				}
			})
		}
	})
}
