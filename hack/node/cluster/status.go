package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"davit.dev/hack/node/control"
	"davit.dev/hack/node/supervisor"
)

// Status is what `status` prints.
type Status struct {
	Name       string            `json:"name"`
	State      string            `json:"state"` // up, starting or down
	Kubeconfig string            `json:"kubeconfig,omitempty"`
	Server     string            `json:"server,omitempty"`
	Nodes      []NodeStatus      `json:"nodes,omitempty"`
	Outside    []string          `json:"outside,omitempty"` // addresses of the stand-in for the internet
	PID        int               `json:"pid,omitempty"`
	Started    *time.Time        `json:"started,omitempty"`
	Logs       string            `json:"logs,omitempty"`
	AuditLog   string            `json:"auditLog,omitempty"`
	Programs   string            `json:"programs,omitempty"`
	Forwards   []control.Forward `json:"forwards,omitempty"`
}

// NodeStatus is a node of a cluster and its programs, with their process ids inside the node.
type NodeStatus struct {
	supervisor.Node
	Address    string              `json:"address"`
	PodRange   string              `json:"podRange"`
	Components []control.Component `json:"components,omitempty"`
}

// Status asks a cluster how it is.
func (c Cluster) Status() Status {
	status := Status{Name: c.Name, State: "down"}
	process, alive := c.supervisor()
	if !alive {
		return status
	}
	config, err := supervisor.Load(c.Folder)
	response, callErr := c.call(control.Request{Status: true})
	status.State = "starting"
	if err != nil || callErr != nil {
		return status
	}
	if response.Ready {
		status.State = "up"
	}
	status.Kubeconfig, status.PID = c.Kubeconfig(), process.PID
	status.Server = "https://" + config.Forwards[0].Listen
	status.Started, status.Logs, status.AuditLog = &response.Started, c.path("log"), c.path("audit.log")
	status.Programs, status.Forwards = config.Programs, response.Forwards
	if config.Outside {
		status.Outside = supervisor.OutsideAddresses
	}
	for _, node := range config.Nodes {
		of := NodeStatus{Node: node, Address: node.Address(), PodRange: node.PodRange()}
		if node.Number > 1 {
			response, _ = c.callNode(node, control.Request{Status: true}) // a node that is starting again has no components
		}
		of.Components = response.Components
		status.Nodes = append(status.Nodes, of)
	}
	return status
}

// String is the status for people.
func (s Status) String() string {
	if s.State == "down" {
		return fmt.Sprintf("cluster %s is down", s.Name)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "cluster %s is %s\n", s.Name, s.State)
	if s.Started == nil {
		return strings.TrimSpace(b.String())
	}
	fmt.Fprintf(&b, "  since       %s (process %d)\n", s.Started.Format(time.DateTime), s.PID)
	fmt.Fprintf(&b, "  kubeconfig  %s\n  server      %s\n  logs        %s\n", s.Kubeconfig, s.Server, s.Logs)
	for _, forward := range s.Forwards[1:] {
		fmt.Fprintf(&b, "  forward     %s -> %s\n", forward.Listen, forward.Target)
	}
	for _, address := range s.Outside {
		fmt.Fprintf(&b, "  outside     %s\n", address)
	}
	for _, node := range s.Nodes {
		fmt.Fprintf(&b, "  node        %s, %s, pods %s", node.Name, node.Address, node.PodRange)
		if node.Zone != "" {
			fmt.Fprintf(&b, ", zone %s", node.Zone)
		}
		b.WriteString("\n")
		for _, component := range node.Components {
			fmt.Fprintf(&b, "    %-24s process %d, restarts %d\n", component.Name, component.PID, component.Restarts)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// Logs prints the last lines of one component's log, or of all.
func (c Cluster) Logs(component string, lines int) error {
	folder := c.path("log")
	files, _ := filepath.Glob(filepath.Join(folder, "*.log"))
	if len(files) == 0 {
		return fmt.Errorf("no logs in %s: %w", folder, ErrDown)
	}
	sort.Strings(files)
	fmt.Fprintf(os.Stderr, "logs are in %s\n", folder)
	found := false
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".log")
		if component == "" || component == name {
			fmt.Printf("--- %s\n%s\n", name, tail(file, lines))
			found = true
		}
	}
	if !found {
		return fmt.Errorf("no log of %q in %s", component, folder)
	}
	return nil
}
