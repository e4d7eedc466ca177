package supervisor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// thisProgram is the supervisor's own, whatever is mounted over the folder that it is in.
const thisProgram = "/proc/1/exe"

// startOutside starts what answers beyond the nodes.
func (s *Supervisor) startOutside() error {
	if !s.config.Outside {
		return nil
	}
	return s.launch("outside", "nsenter", "--net=/run/netns/"+wire, thisProgram, "serve-outside")
}

// startOtherNodes starts a supervisor for each node after the first: process 1 of namespaces inside the cluster's own.
// Its network namespace is there already, so that what ends and starts again is the node, not its cable.
func (s *Supervisor) startOtherNodes() error {
	for _, node := range s.config.Nodes[1:] {
		name := node.Own("node")
		argv := []string{"nsenter", "--net=/run/netns/" + name, thisProgram, "supervise-node", s.config.Folder, strconv.Itoa(node.Number)}
		err := s.launchIn(syscall.CLONE_NEWNS|syscall.CLONE_NEWPID|syscall.CLONE_NEWIPC|syscall.CLONE_NEWUTS, name, argv...)
		if err != nil {
			return err
		}
	}
	return nil
}

// MainOfNode is the whole life of the supervisor of a node after the first; the first node's starts it.
func MainOfNode(folder, number string) int {
	if err := runNode(folder, number); err != nil {
		fmt.Fprintln(os.Stderr, "davit-node:", err)
		return 1
	}
	return 0
}

// runNode is run for a node after the first: it has no control plane, and nobody waits for word from it.
func runNode(folder, number string) (err error) {
	s := &Supervisor{started: time.Now()}
	if s.config, err = Load(folder); err != nil {
		return err
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 2 || n > len(s.config.Nodes) || os.Getpid() != 1 {
		return errors.New("supervise-node is started by a cluster's supervisor only")
	}
	s.node = s.config.Nodes[n-1]
	if err := s.prepare(); err != nil {
		return err
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	if err := s.startRuntime(ctx); err != nil {
		return err
	}
	if err := s.startNode(); err != nil {
		return err
	}
	s.ready.Store(true)
	<-end
	s.stop()
	return nil
}
