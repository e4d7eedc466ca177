package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

const invalidEntrypoint = "Runtime.InvalidEntrypoint"

// become replaces this program by the function's own; it returns only the reason why that cannot be. The words are AWS's.
func (e environment) become(variables []string) error {
	candidates := []string{filepath.Join(e.taskRoot, "bootstrap"), filepath.Join(e.optRoot, "bootstrap")}
	for _, candidate := range candidates {
		info, err := os.Stat(candidate)
		if err != nil || info.IsDir() {
			continue
		}
		if err := os.Chdir(e.taskRoot); err != nil {
			return &failure{invalidEntrypoint, "fork/exec " + candidate + ": " + errors.Unwrap(err).Error()}
		}
		return &failure{invalidEntrypoint, "fork/exec " + candidate + ": " + syscall.Exec(candidate, []string{candidate}, variables).Error()}
	}
	return &failure{invalidEntrypoint, "Couldn't find valid bootstrap(s): [" + strings.Join(candidates, " ") + "]"}
}

// variables are those the function sees: its own go before those of the pod, without the cluster's addresses, which the kubelet adds.
func (c *claim) variables(present []string) []string {
	all := map[string]string{"TZ": ":UTC"}
	for _, line := range present {
		name, value, _ := strings.Cut(line, "=")
		if !strings.HasPrefix(name, "KUBERNETES_") {
			all[name] = value
		}
	}
	all["_HANDLER"] = c.Handler
	for name, value := range c.Environment {
		all[name] = value
	}
	lines := make([]string, 0, len(all))
	for name, value := range all {
		lines = append(lines, name+"="+value)
	}
	return lines
}
