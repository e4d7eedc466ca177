// Package attach is the small protocol between the network plugin, which the container runtime runs for each pod, and
// the enforcer: one JSON request over a Unix socket, one JSON answer.
package attach

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"time"
)

// Pod is a pod's link to the node.
type Pod struct {
	Container string `json:"container"` // the sandbox's id; one pod may have several, one after the other
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	UID       string `json:"uid"`
	Interface string `json:"interface"` // the node's end of the link
	Address   string `json:"address"`   // the pod's IPv4 address
}

// Request asks to attach a pod, or to detach what has Detach as its container.
type Request struct {
	Attach *Pod   `json:"attach,omitempty"`
	Detach string `json:"detach,omitempty"`
}

// Response says that it is done, or why not.
type Response struct {
	Done  bool   `json:"done"`
	Error string `json:"error,omitempty"`
}

// Call sends a request and waits for the answer, which for an attachment comes when the pod's policies are in force. An
// enforcer that is just being started is waited for.
func Call(socket string, request Request, patience time.Duration) error {
	deadline := time.Now().Add(patience)
	connection, err := dial(socket, deadline)
	if err != nil {
		return fmt.Errorf("the enforcer of NetworkPolicies does not answer, without it no pod may start: %w", err)
	}
	defer connection.Close()
	_ = connection.SetDeadline(deadline)
	if err := json.NewEncoder(connection).Encode(request); err != nil {
		return err
	}
	var response Response
	if err := json.NewDecoder(connection).Decode(&response); err != nil {
		return fmt.Errorf("no answer from the enforcer of NetworkPolicies: %w", err)
	}
	if !response.Done {
		return errors.New(response.Error)
	}
	return nil
}

func dial(socket string, deadline time.Time) (net.Conn, error) {
	for {
		connection, err := net.Dial("unix", socket)
		if err == nil || time.Now().After(deadline) {
			return connection, err
		}
		time.Sleep(20 * time.Millisecond)
	}
}
