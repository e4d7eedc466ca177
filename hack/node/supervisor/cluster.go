package supervisor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

// startCluster brings everything up; it returns when the cluster answers as a user expects it to.
func (s *Supervisor) startCluster() error {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	runtimeUp := make(chan error, 1)
	go func() { runtimeUp <- s.startRuntime(ctx) }()
	if err := s.startControlPlane(ctx); err != nil {
		return err
	}
	if err := s.startDNS(ctx); err != nil {
		return err
	}
	if err := <-runtimeUp; err != nil {
		return err
	}
	if err := s.startNode(); err != nil {
		return err
	}
	if err := s.startOtherNodes(); err != nil {
		return err
	}
	if err := s.startOutside(); err != nil {
		return err
	}
	return s.awaitReady(ctx)
}

// awaitReady waits for what the first pod needs.
func (s *Supervisor) awaitReady(ctx context.Context) error {
	err := until(ctx, "the default service account", func() error {
		return s.api.Get(ctx, "/api/v1/namespaces/default/serviceaccounts/default", nil)
	})
	if err != nil {
		return err
	}
	for _, node := range s.config.Nodes {
		if err := until(ctx, "node "+node.Name, func() error { return s.nodeReady(ctx, node.Name) }); err != nil {
			return err
		}
		s.step("node %s is Ready", node.Name)
	}
	resolver := net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: 200 * time.Millisecond}).DialContext(ctx, "udp", DNSAddress+":53")
	}}
	err = until(ctx, "cluster DNS", func() error {
		lookup, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		defer cancel()
		_, err := resolver.LookupHost(lookup, "kubernetes.default.svc.cluster.local.")
		return err
	})
	if err == nil {
		s.step("cluster DNS answers")
	}
	return err
}

func (s *Supervisor) nodeReady(ctx context.Context, name string) error {
	var node struct {
		Spec struct {
			Taints []struct{ Key string }
		}
		Status struct {
			Conditions []struct{ Type, Status, Message string }
		}
	}
	if err := s.api.Get(ctx, "/api/v1/nodes/"+name, &node); err != nil {
		return err
	}
	if len(node.Spec.Taints) > 0 {
		return fmt.Errorf("the node is tainted: %s", node.Spec.Taints[0].Key)
	}
	for _, condition := range node.Status.Conditions {
		if condition.Type == "Ready" {
			if condition.Status == "True" {
				return nil
			}
			return errors.New(condition.Message)
		}
	}
	return errors.New("the node has no Ready condition yet")
}

// until repeats check until it is content; what is for the message when time is up.
func until(ctx context.Context, what string, check func() error) error {
	for {
		err := check()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", what, err)
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// connects checks that a socket answers.
func connects(network, address string) func() error {
	return func() error {
		connection, err := net.DialTimeout(network, address, time.Second)
		if err != nil {
			return err
		}
		return connection.Close()
	}
}

// write puts a generated file into the cluster's folder.
func (s *Supervisor) write(name, text string) (string, error) {
	path := s.config.Path(name)
	return path, os.WriteFile(path, []byte(text), 0o600)
}
