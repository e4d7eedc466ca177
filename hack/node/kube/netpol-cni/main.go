// Command netpol-cni is the last of a pod's network plugins (CNI 1.0): it lets the pod start only when the enforcer has
// its NetworkPolicies in force. It changes nothing of what the plugins before it did.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"davit.dev/hack/node/kube/netpol/attach"
)

const patience = 20 * time.Second

// configuration is the plugin's part of the network configuration, and what the plugins before it said.
type configuration struct {
	CNIVersion string          `json:"cniVersion"`
	Socket     string          `json:"socket"`
	PrevResult json.RawMessage `json:"prevResult"`
}

type result struct {
	Interfaces []struct {
		Name    string `json:"name"`
		Sandbox string `json:"sandbox"`
	} `json:"interfaces"`
	IPs []struct {
		Address string `json:"address"`
	} `json:"ips"`
}

func main() {
	output, err := run(os.Getenv, os.Stdin)
	if err != nil {
		output, _ = json.Marshal(map[string]any{"cniVersion": "1.0.0", "code": 100, "msg": "netpol-cni: " + err.Error()})
	}
	_, _ = os.Stdout.Write(output)
	if err != nil {
		os.Exit(1)
	}
}

// run does one command of the protocol and returns what is to be printed.
func run(environment func(string) string, input io.Reader) ([]byte, error) {
	command := environment("CNI_COMMAND")
	if command == "VERSION" {
		return []byte(`{"cniVersion":"1.0.0","supportedVersions":["0.4.0","1.0.0"]}`), nil
	}
	var c configuration
	if err := json.NewDecoder(input).Decode(&c); err != nil {
		return nil, fmt.Errorf("read the network configuration: %w", err)
	}
	container := environment("CNI_CONTAINERID")
	switch command {
	case "ADD":
		pod, err := podOf(c.PrevResult, environment("CNI_ARGS"))
		if err != nil {
			return nil, err
		}
		pod.Container = container
		return c.PrevResult, attach.Call(c.Socket, attach.Request{Attach: &pod}, patience)
	case "DEL":
		// A pod's end does not wait for the enforcer: it finds out by itself that the pod's link is gone.
		_ = attach.Call(c.Socket, attach.Request{Detach: container}, time.Second)
		return nil, nil
	case "CHECK":
		return nil, nil
	}
	return nil, fmt.Errorf("CNI_COMMAND %q is none of ADD, DEL, CHECK, VERSION", command)
}

// podOf reads who the pod is, and how the plugins before this one linked it.
func podOf(previous json.RawMessage, arguments string) (attach.Pod, error) {
	var pod attach.Pod
	var r result
	if len(previous) == 0 {
		return pod, errors.New("no prevResult: the plugin stands after the one that links the pod")
	}
	if err := json.Unmarshal(previous, &r); err != nil {
		return pod, fmt.Errorf("read prevResult: %w", err)
	}
	for _, link := range r.Interfaces {
		if link.Sandbox == "" {
			pod.Interface = link.Name
		}
	}
	for _, ip := range r.IPs {
		if address, _, _ := strings.Cut(ip.Address, "/"); strings.Contains(address, ".") {
			pod.Address = address
		}
	}
	if pod.Interface == "" || pod.Address == "" {
		return pod, fmt.Errorf("prevResult names no link of the node or no IPv4 address: %s", previous)
	}
	for argument := range strings.SplitSeq(arguments, ";") {
		switch key, value, _ := strings.Cut(argument, "="); key {
		case "K8S_POD_NAMESPACE":
			pod.Namespace = value
		case "K8S_POD_NAME":
			pod.Name = value
		case "K8S_POD_UID":
			pod.UID = value
		}
	}
	if pod.Namespace == "" || pod.Name == "" || pod.UID == "" {
		return pod, fmt.Errorf("CNI_ARGS %q does not say which pod this is", arguments)
	}
	return pod, nil
}
