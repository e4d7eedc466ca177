// Command davit-node is a real Kubernetes cluster without a container engine: it builds the programs, and
// brings a cluster up, feeds it and takes it down, all in namespaces of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"davit.dev/hack/node/cluster"
	"davit.dev/hack/node/outside"
	"davit.dev/hack/node/supervisor"
)

const usage = `davit-node runs a real Kubernetes cluster on this machine, without a container engine.

  davit-node build [--print]                        build the programs (once; cached), print their folder
  davit-node up [--name NAME] [--forward [ADDRESS:]PORT=NODEPORT]... [--nodes N] [--zones ZONE,...] [--outside]
                                                    start the cluster; again: add forwards. N is 1 unless given; zones
                                                    are dealt out among the nodes; --outside adds a stand-in for the internet
  davit-node load [--name NAME] ARCHIVE...          import image archives (OCI or docker, uncompressed tar)
  davit-node status [--name NAME] [--json]          exit 0: up, 3: not
  davit-node logs [--name NAME] [--lines N] [COMPONENT]
  davit-node exec [--name NAME] [--node N] PROGRAM [ARGUMENT]...
                                                    run a program inside the namespaces of a node (1)
  davit-node down [--name NAME]                     end the cluster and remove everything of it

NAME is davit unless given. Everything is below ${DAVIT_CACHE:-${XDG_CACHE_HOME:-~/.cache}/davit}.
`

func main() {
	os.Exit(run(os.Args[1:]))
}

// serveOutside answers on the stand-in for the internet; a cluster's supervisor starts it there.
func serveOutside() int {
	if err := outside.Serve(context.Background(), supervisor.OutsideAddresses, outside.HTTPPorts, outside.EchoPorts); err != nil {
		fmt.Fprintln(os.Stderr, "davit-node:", err)
	}
	return 1
}

func run(arguments []string) int {
	if len(arguments) == 0 {
		fmt.Fprint(os.Stderr, usage)
		return 2
	}
	if arguments[0] == "supervise" && len(arguments) == 2 {
		return supervisor.Main(arguments[1])
	}
	if arguments[0] == "supervise-node" && len(arguments) == 3 {
		return supervisor.MainOfNode(arguments[1], arguments[2])
	}
	if arguments[0] == "serve-outside" {
		return serveOutside()
	}
	command, ok := commands[arguments[0]]
	if !ok {
		if arguments[0] == "help" || arguments[0] == "--help" || arguments[0] == "-h" {
			fmt.Print(usage)
			return 0
		}
		fmt.Fprintf(os.Stderr, "davit-node: no command %q\n\n%s", arguments[0], usage)
		return 2
	}
	options, err := parse(arguments[0], arguments[1:])
	if err == nil {
		err = command(options)
	}
	var exit cluster.ExitError
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return int(exit)
	case errors.Is(err, cluster.ErrInterrupted):
		fmt.Fprintf(os.Stderr, "davit-node %s: %v\n", arguments[0], err)
		return 130
	case errors.As(err, &wrong):
		fmt.Fprintf(os.Stderr, "davit-node %s: %v\n\n%s", arguments[0], err, usage)
		return 2
	}
	fmt.Fprintf(os.Stderr, "davit-node %s: %v\n", arguments[0], err)
	return 1
}
