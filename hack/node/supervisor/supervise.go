package supervisor

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"davit.dev/hack/node/control"
)

// Event is what the supervisor tells `up` over the lifeline while it starts.
type Event struct {
	Step  string `json:"step,omitempty"`
	Ready bool   `json:"ready,omitempty"`
	Error string `json:"error,omitempty"`
}

// Supervisor runs one cluster.
type Supervisor struct {
	config    Config
	node      Node
	processes *Processes
	api       *APIClient
	lifeline  *os.File // nil in a node after the first
	started   time.Time
	ready     atomic.Bool
	stopping  atomic.Bool

	lock       sync.Mutex
	components []*control.Component
	forwards   []control.Forward
}

// The descriptors `up` hands over: the lifeline, then one listener for each of Config.Forwards.
const (
	lifelineFD      = 3
	firstListenerFD = 4
)

// Main is the supervisor's whole life; it is started by `up` as process 1 of new namespaces.
func Main(folder string) int {
	if os.Getpid() != 1 {
		fmt.Fprintln(os.Stderr, "davit-node supervise is started by 'davit-node up' only")
		return 2
	}
	syscall.CloseOnExec(lifelineFD)
	s := &Supervisor{lifeline: os.NewFile(lifelineFD, "lifeline"), started: time.Now()}
	if err := s.run(folder); err != nil {
		fmt.Fprintln(os.Stderr, "davit-node:", err)
		s.tell(Event{Error: err.Error()})
		return 1
	}
	return 0
}

func (s *Supervisor) run(folder string) (err error) {
	if s.config, err = Load(folder); err != nil {
		return err
	}
	listeners, err := inheritedListeners(len(s.config.Forwards))
	if err != nil {
		return err
	}
	s.node = s.config.Nodes[0]
	go s.watchLifeline()
	if err := s.prepare(); err != nil {
		return err
	}
	for i, forward := range s.config.Forwards {
		s.addForward(listeners[i], forward)
	}
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM, syscall.SIGINT)
	failed := make(chan error, 1)
	go func() { failed <- s.startCluster() }()
	for {
		select {
		case err := <-failed:
			if err != nil {
				return err
			}
			s.ready.Store(true)
			s.tell(Event{Ready: true})
		case <-end:
			s.stop()
			return nil
		}
	}
}

// prepare makes the namespaces a node's and begins to answer requests.
func (s *Supervisor) prepare() error {
	s.processes = NewProcesses()
	if err := s.prepareNamespaces(); err != nil {
		return err
	}
	// A node that starts again finds its socket there; up itself starts with an empty folder.
	if err := os.Remove(s.config.Socket(s.node)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	socket, err := control.Listen(s.config.Socket(s.node))
	if err != nil {
		return err
	}
	go s.serveControl(socket)
	return nil
}

func (s *Supervisor) prepareNamespaces() error {
	if err := syscall.Sethostname([]byte(s.node.Name)); err != nil {
		return err
	}
	if err := prepareMounts(s.config); err != nil {
		return err
	}
	path := s.config.Programs + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	for _, variable := range os.Environ() { // the cluster shall not depend on the caller's shell
		for i := range variable {
			if variable[i] == '=' {
				os.Unsetenv(variable[:i])
				break
			}
		}
	}
	os.Setenv("PATH", path)
	os.Setenv("HOME", "/root")
	os.Setenv("CONTAINERD_ADDRESS", containerd)
	os.Setenv("CONTAINERD_NAMESPACE", "k8s.io")
	os.Setenv("KUBECONFIG", s.config.Path("pki", "admin.kubeconfig"))
	return s.prepareNetwork()
}

// watchLifeline ends a start whose `up` is gone: nobody would ever hear of it.
func (s *Supervisor) watchLifeline() {
	_, _ = s.lifeline.Read(make([]byte, 1))
	if !s.ready.Load() {
		fmt.Fprintln(os.Stderr, "davit-node: 'up' was ended before the cluster was ready")
		os.Exit(1)
	}
}

func (s *Supervisor) tell(event Event) {
	if s.lifeline == nil {
		return
	}
	text, _ := json.Marshal(event)
	_, _ = s.lifeline.Write(append(text, '\n'))
}

// stop gives the components a second to end well; the kernel ends the rest, containers and all, with process 1.
func (s *Supervisor) stop() {
	s.stopping.Store(true)
	_ = syscall.Kill(-1, syscall.SIGTERM)
	for deadline := time.Now().Add(time.Second); time.Now().Before(deadline) && s.running(); {
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *Supervisor) running() bool {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.ContainsFunc(s.components, func(c *control.Component) bool { return c.PID != 0 })
}

// launch starts a component and, once the cluster is ready, starts it again should it end.
func (s *Supervisor) launch(name string, argv ...string) error {
	return s.launchIn(0, s.node.Own(name), argv...)
}

// launchIn starts a component in new namespaces.
func (s *Supervisor) launchIn(flags uintptr, name string, argv ...string) error {
	component := &control.Component{Name: name}
	s.lock.Lock()
	s.components = append(s.components, component)
	s.lock.Unlock()
	pid, done, err := s.processes.StartLogged(s.log(name), flags, argv...)
	if err != nil {
		return err
	}
	s.setPID(component, pid)
	go func() {
		for {
			status := <-done
			s.setPID(component, 0)
			if s.stopping.Load() {
				return
			}
			fmt.Fprintf(os.Stderr, "%s %s: %s\n", time.Now().Format(time.TimeOnly), name, describe(status))
			if !s.ready.Load() {
				s.tell(Event{Error: fmt.Sprintf("%s ended while the cluster started (%s)", name, describe(status))})
				return
			}
			time.Sleep(time.Second)
			if pid, done, err = s.processes.StartLogged(s.log(name), flags, argv...); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return
			}
			s.lock.Lock()
			component.Restarts++
			s.lock.Unlock()
			s.setPID(component, pid)
		}
	}()
	return nil
}

func (s *Supervisor) setPID(component *control.Component, pid int) {
	s.lock.Lock()
	defer s.lock.Unlock()
	component.PID = pid
}

func (s *Supervisor) log(name string) string { return s.config.Path("log", name+".log") }

func (s *Supervisor) addForward(listener net.Listener, forward control.Forward) {
	s.lock.Lock()
	s.forwards = append(s.forwards, forward)
	s.lock.Unlock()
	go serveForward(listener, forward.Target)
}

func inheritedListeners(count int) ([]net.Listener, error) {
	listeners := make([]net.Listener, count)
	for i := range listeners {
		file := os.NewFile(uintptr(firstListenerFD+i), "listener")
		listener, err := net.FileListener(file)
		if err != nil {
			return nil, fmt.Errorf("inherited listener %d: %w", i, err)
		}
		file.Close()
		listeners[i] = listener
	}
	return listeners, nil
}
