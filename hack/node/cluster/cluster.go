// Package cluster is the machine's side of a cluster: it starts, finds, feeds and removes it.
package cluster

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"davit.dev/hack/node/control"
	"davit.dev/hack/node/supervisor"
)

// Cluster is one cluster by name; everything it leaves on disk is in Folder.
type Cluster struct {
	Name   string
	Folder string
}

var namePattern = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$`)

// New names a cluster below the cache folder.
func New(cache, name string) (Cluster, error) {
	if !namePattern.MatchString(name) {
		return Cluster{}, fmt.Errorf("--name %q: want up to 30 lower-case letters, digits and dashes", name)
	}
	return Cluster{Name: name, Folder: filepath.Join(cache, "clusters", name)}, nil
}

// Kubeconfig is where the administrator's kubeconfig is.
func (c Cluster) Kubeconfig() string { return c.path("kubeconfig") }

func (c Cluster) path(elements ...string) string {
	return filepath.Join(append([]string{c.Folder}, elements...)...)
}

// call asks the cluster, which is to say its first node.
func (c Cluster) call(request control.Request, files ...*os.File) (control.Response, error) {
	return c.callNode(supervisor.Node{Number: 1}, request, files...)
}

func (c Cluster) callNode(node supervisor.Node, request control.Request, files ...*os.File) (control.Response, error) {
	return control.Call(supervisor.Config{Folder: c.Folder}.Socket(node), request, files...)
}

func (c Cluster) cgroup() string { return "davit-" + c.Name }

// process identifies a process beyond the reuse of its id.
type process struct {
	PID   int    `json:"pid"`
	Start string `json:"start"`
}

func (c Cluster) supervisor() (process, bool) {
	var p process
	text, err := os.ReadFile(c.path("supervisor.json"))
	if err != nil || json.Unmarshal(text, &p) != nil {
		return p, false
	}
	return p, p.alive()
}

func (c Cluster) recordSupervisor(pid int) error {
	text, err := json.Marshal(process{PID: pid, Start: startTime(pid)})
	if err != nil {
		return err
	}
	return os.WriteFile(c.path("supervisor.json"), text, 0o600)
}

func (p process) alive() bool { return p.Start != "" && startTime(p.PID) == p.Start }

// end asks the process to end, insists after patience, and waits until it is gone: a supervisor is gone only when
// everything in its namespaces is.
func (p process) end(patience time.Duration) error {
	_ = syscall.Kill(p.PID, syscall.SIGTERM)
	for begin, killed := time.Now(), false; p.alive(); time.Sleep(20 * time.Millisecond) {
		if waited := time.Since(begin); waited > patience && !killed {
			_ = syscall.Kill(p.PID, syscall.SIGKILL)
			killed = true
		} else if waited > patience+30*time.Second {
			return fmt.Errorf("process %d does not end, even killed", p.PID)
		}
	}
	return nil
}

// startTime is field 22 of /proc/PID/stat; empty for a process that is no more, or only a zombie.
func startTime(pid int) string {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return ""
	}
	_, rest, ok := strings.Cut(string(text[strings.LastIndexByte(string(text), ')'):]), " ")
	fields := strings.Fields(rest)
	if !ok || len(fields) < 20 || fields[0] == "Z" || fields[0] == "X" {
		return ""
	}
	return fields[19]
}

// lock holds the cluster against other commands; waiting says so.
func (c Cluster) lock() (func(), error) {
	path := c.Folder + ".lock"
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	return lockFile(path, "another davit-node command works on cluster "+c.Name)
}

// lockFile locks path and removes it again at the end, which is why it must look whether it locked a removed file.
func lockFile(path, why string) (func(), error) {
	for {
		file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
			fmt.Fprintf(os.Stderr, "%s; waiting for it ...\n", why)
			if err := flock(file); err != nil {
				return nil, err
			}
		}
		mine, _ := file.Stat()
		if now, err := os.Stat(path); err == nil && os.SameFile(mine, now) {
			return func() { os.Remove(path); file.Close() }, nil
		}
		file.Close()
	}
}

func flock(file *os.File) error {
	for {
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			return err
		}
	}
}
