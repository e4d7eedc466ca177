package netpol

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// Main is the program: it enforces until it is told to end, and returns its exit status.
func Main(arguments []string) int {
	flags := flag.NewFlagSet("netpol", flag.ContinueOnError)
	kubeconfig := flags.String("kubeconfig", "", "how to reach the API server; may list and watch pods, namespaces and networkpolicies")
	node := flags.String("node", "", "the name of this node")
	socket := flags.String("socket", "", "where the network plugin asks")
	state := flags.String("state", "", "a folder for what is attached, as long-lived as the node's network")
	if err := flags.Parse(arguments); err != nil {
		return 2
	}
	for _, f := range []string{"kubeconfig", "node", "socket", "state"} {
		if flags.Lookup(f).Value.String() == "" {
			fmt.Fprintf(os.Stderr, "netpol: --%s is missing\n", f)
			return 2
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, *kubeconfig, *node, *socket, *state); err != nil {
		klog.ErrorS(err, "netpol ends")
		return 1
	}
	return 0
}

func run(ctx context.Context, kubeconfig, node, socket, state string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 200, 400
	config.ContentType = "application/vnd.kubernetes.protobuf"
	config.AcceptContentTypes = config.ContentType + ",application/json"
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	table, err := NewTable()
	if err != nil {
		return err
	}
	enforcer, err := NewEnforcer(node, client, NewWriter(table), state)
	if err != nil {
		return err
	}
	go enforcer.Run(ctx)
	return enforcer.Serve(ctx, socket)
}
