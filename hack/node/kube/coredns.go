package main

import (
	"fmt"
	"os"

	"github.com/coredns/caddy"
	// The server type "dns" and the few plugins a cluster's DNS needs, kubeadm's Corefile among them; every plugin would double the compile time.
	_ "github.com/coredns/coredns/core/dnsserver"
	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/forward"
	_ "github.com/coredns/coredns/plugin/health"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/loadbalance"
	_ "github.com/coredns/coredns/plugin/loop"
	_ "github.com/coredns/coredns/plugin/metrics"
	_ "github.com/coredns/coredns/plugin/ready"
	_ "github.com/coredns/coredns/plugin/reload"
	_ "github.com/coredns/coredns/plugin/template"
)

// coredns serves the Corefile named by `-conf FILE` until it is ended. CoreDNS's own main is not used because it
// registers its flags globally, where they collide with Kubernetes'.
func coredns(args []string) int {
	if len(args) != 2 || args[0] != "-conf" {
		fmt.Fprintln(os.Stderr, "usage: coredns -conf FILE")
		return 2
	}
	text, err := os.ReadFile(args[1])
	if err == nil {
		caddy.AppName = "CoreDNS"
		caddy.TrapSignals()
		var instance *caddy.Instance
		instance, err = caddy.Start(caddy.CaddyfileInput{Contents: text, Filepath: args[1], ServerTypeName: "dns"})
		if err == nil {
			instance.Wait()
			return 0
		}
	}
	fmt.Fprintln(os.Stderr, "coredns:", err)
	return 1
}
