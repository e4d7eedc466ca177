package supervisor

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
)

// Processes starts programs and reaps everything, as process 1 has to; os/exec's own waiting would compete with that.
type Processes struct {
	lock    sync.Mutex
	waiters map[int]chan syscall.WaitStatus
}

// NewProcesses begins to reap.
func NewProcesses() *Processes {
	p := &Processes{waiters: map[int]chan syscall.WaitStatus{}}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGCHLD)
	go func() {
		for range signals {
			p.reap()
		}
	}()
	return p
}

func (p *Processes) reap() {
	p.lock.Lock()
	defer p.lock.Unlock()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
		if err == syscall.EINTR {
			continue
		}
		if pid <= 0 || err != nil {
			return
		}
		if waiter, ok := p.waiters[pid]; ok {
			waiter <- status
			delete(p.waiters, pid)
		}
	}
}

// Start runs a program with the given files; the channel gets its end.
func (p *Processes) Start(argv []string, files ...*os.File) (int, <-chan syscall.WaitStatus, error) {
	return p.start(0, argv, files)
}

// start runs a program in new namespaces, those that flags name.
func (p *Processes) start(flags uintptr, argv []string, files []*os.File) (int, <-chan syscall.WaitStatus, error) {
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return 0, nil, err
	}
	fds := make([]uintptr, len(files))
	for i, file := range files {
		fds[i] = file.Fd()
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	pid, err := syscall.ForkExec(path, argv, &syscall.ProcAttr{
		Dir: "/", Env: os.Environ(), Files: fds, Sys: &syscall.SysProcAttr{Setpgid: true, Cloneflags: flags},
	})
	if err != nil {
		return 0, nil, fmt.Errorf("start %s: %w", argv[0], err)
	}
	waiter := make(chan syscall.WaitStatus, 1)
	p.waiters[pid] = waiter
	return pid, waiter, nil
}

// StartLogged runs a program without input, in new namespaces if flags name some, its output appended to a file.
func (p *Processes) StartLogged(log string, flags uintptr, argv ...string) (int, <-chan syscall.WaitStatus, error) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		return 0, nil, err
	}
	defer null.Close()
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, nil, err
	}
	defer out.Close()
	return p.start(flags, argv, []*os.File{null, out, out})
}

// Run runs a program to its end.
func (p *Processes) Run(log string, argv ...string) error {
	_, done, err := p.StartLogged(log, 0, argv...)
	if err != nil {
		return err
	}
	if status := <-done; status != 0 {
		return fmt.Errorf("%s: %s", argv[0], describe(status))
	}
	return nil
}

// exitCode is a shell's view of a status.
func exitCode(status syscall.WaitStatus) int {
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}

func describe(status syscall.WaitStatus) string {
	if status.Signaled() {
		return "ended by " + status.Signal().String()
	}
	return fmt.Sprintf("exit status %d", status.ExitStatus())
}
