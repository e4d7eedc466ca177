package cluster

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"davit.dev/hack/node/control"
	"davit.dev/hack/node/supervisor"
)

// ErrInterrupted says that a person ended `up`.
var ErrInterrupted = errors.New("interrupted; the cluster is removed again")

// UpOptions are what `up` was asked for.
type UpOptions struct {
	Programs   string // folder of the built programs
	PauseImage string
	CNIPlugins string
	Forwards   []control.Forward
	Nodes      int      // 1 to supervisor.MaxNodes; 0: 1 for a new cluster
	Zones      []string // dealt out among the nodes; none: nodes without a zone
	Outside    bool     // with a stand-in for the internet
}

// Up brings the cluster up and returns when it is ready; one that is up already only gets the forwards it lacks.
func (c Cluster) Up(options UpOptions) error {
	unlock, err := c.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if _, alive := c.supervisor(); alive {
		if response, err := c.call(control.Request{Status: true}); err == nil && response.Ready {
			if err := c.isLike(options); err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "cluster %s is up already (since %s)\n", c.Name, response.Started.Format(time.TimeOnly))
			return c.addForwards(response.Forwards, options.Forwards)
		}
	}
	begin := time.Now()
	port := c.previousPort()
	if err := c.clean(); err != nil {
		return err
	}
	err = c.start(options, port, begin)
	if err != nil {
		if !errors.Is(err, ErrInterrupted) {
			c.keepLogs()
		}
		return errors.Join(err, c.clean())
	}
	_ = os.RemoveAll(c.failedLogs())
	fmt.Fprintf(os.Stderr, "cluster %s is up after %.1fs; export KUBECONFIG=%s\n", c.Name, time.Since(begin).Seconds(), c.Kubeconfig())
	return nil
}

func (c Cluster) start(options UpOptions, port string, begin time.Time) error {
	if err := os.MkdirAll(c.path("log"), 0o700); err != nil {
		return err
	}
	listeners, forwards, err := openListeners(port, options.Forwards)
	if err != nil {
		return err
	}
	defer func() {
		for _, listener := range listeners {
			listener.Close()
		}
	}()
	config := supervisor.Config{
		Name: c.Name, Folder: c.Folder, Programs: options.Programs, PauseImage: options.PauseImage,
		CNIPlugins: options.CNIPlugins, CgroupRoot: "/" + c.cgroup(), Forwards: forwards,
		Nodes: supervisor.NewNodes(c.Name, max(1, options.Nodes), options.Zones), Outside: options.Outside,
	}
	if err := config.Save(); err != nil {
		return err
	}
	if err := c.writeCertificates(config, "https://"+forwards[0].Listen); err != nil {
		return err
	}
	for _, node := range config.Nodes {
		if err := createCgroups(node.Cgroup(c.cgroup())); err != nil {
			return err
		}
	}
	lifeline, command, err := c.spawn(listeners)
	if err != nil {
		return err
	}
	defer lifeline.Close()
	go func() { _ = command.Wait() }()
	if err := c.recordSupervisor(command.Process.Pid); err != nil {
		return err
	}
	return c.follow(lifeline, begin)
}

// spawn starts this program again as process 1 of new namespaces.
func (c Cluster) spawn(listeners []*os.File) (*os.File, *exec.Cmd, error) {
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	lifeline, theirs := os.NewFile(uintptr(pair[0]), "lifeline"), os.NewFile(uintptr(pair[1]), "lifeline")
	defer theirs.Close()
	log, err := os.OpenFile(c.path("log", "supervisor.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, nil, err
	}
	defer log.Close()
	if err := closeOnExec(); err != nil {
		return nil, nil, err
	}
	command := exec.Command("/proc/self/exe", "supervise", c.Folder)
	command.Dir = "/"
	command.Stdout, command.Stderr = log, log
	command.ExtraFiles = append([]*os.File{theirs}, listeners...)
	command.SysProcAttr = &syscall.SysProcAttr{
		Setsid: true,
		Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNET |
			syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS,
	}
	if err := command.Start(); err != nil {
		return nil, nil, fmt.Errorf("start the cluster's namespaces (root is needed): %w", err)
	}
	return lifeline, command, nil
}

// closeOnExec keeps the files that this program's caller left open (a pipe, a lock) out of the cluster.
func closeOnExec() error {
	entries, err := os.ReadDir("/proc/self/fd")
	for _, entry := range entries {
		if fd, err := strconv.Atoi(entry.Name()); err == nil && fd > 2 {
			syscall.CloseOnExec(fd)
		}
	}
	return err
}

// follow prints what the supervisor tells until it is ready. Ctrl-C ends `up`, which ends the supervisor.
func (c Cluster) follow(lifeline *os.File, begin time.Time) error {
	events := make(chan supervisor.Event)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(lifeline); lines.Scan(); {
			var event supervisor.Event
			if json.Unmarshal(lines.Bytes(), &event) == nil {
				events <- event
			}
		}
	}()
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(interrupt)
	for {
		select {
		case <-interrupt:
			return ErrInterrupted
		case event, open := <-events:
			switch {
			case !open:
				return errors.New("the supervisor ended: " + tail(c.path("log", "supervisor.log"), 5))
			case event.Error != "":
				return errors.New(event.Error)
			case event.Ready:
				return nil
			}
			fmt.Fprintf(os.Stderr, "%5.1fs  %s\n", time.Since(begin).Seconds(), event.Step)
		}
	}
}

// addForwards opens the wanted forwards that a running cluster does not have.
func (c Cluster) addForwards(present, wanted []control.Forward) error {
	for _, forward := range wanted {
		if slices.Contains(present, forward) {
			continue
		}
		file, err := listen(forward.Listen)
		if err != nil {
			return err
		}
		_, err = c.call(control.Request{Forward: &forward}, file)
		file.Close()
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "added forward %s -> %s\n", forward.Listen, forward.Target)
	}
	return nil
}

// previousPort is the API server's port of an earlier run that was not taken down: its kubeconfigs stay useful.
func (c Cluster) previousPort() string {
	config, err := supervisor.Load(c.Folder)
	if err != nil || len(config.Forwards) == 0 {
		return supervisor.APIPort
	}
	return config.Forwards[0].Listen[strings.LastIndexByte(config.Forwards[0].Listen, ':')+1:]
}

// openListeners opens the API server's port, or any when that one is taken, and the forwards' as they were asked for.
func openListeners(port string, wanted []control.Forward) ([]*os.File, []control.Forward, error) {
	api, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		if api, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, nil, err
		}
	}
	forwards := []control.Forward{{Listen: api.Addr().String(), Target: supervisor.NodeAddress + ":" + supervisor.APIPort}}
	file, err := api.(*net.TCPListener).File()
	api.Close()
	if err != nil {
		return nil, nil, err
	}
	files := []*os.File{file}
	for _, forward := range wanted {
		file, err := listen(forward.Listen)
		if err != nil {
			return files, nil, err
		}
		files, forwards = append(files, file), append(forwards, forward)
	}
	return files, forwards, nil
}

func listen(address string) (*os.File, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("forward: %w", err)
	}
	defer listener.Close()
	return listener.(*net.TCPListener).File()
}
