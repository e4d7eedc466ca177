package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// insideCommand is how this program starts itself within the namespaces of `run`.
const insideCommand = "inside"

const userID = 1000

// exitStatus is the program's own, to pass on.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

type runOptions struct {
	binds      bindFlag
	entrypoint string
}

// bindFlag are pairs FROM:TO of host files to show in the image.
type bindFlag []string

func (b *bindFlag) String() string { return strings.Join(*b, " ") }
func (b *bindFlag) Set(value string) error {
	*b = append(*b, value)
	return nil
}

func (b *builder) unpacked(name string) (string, v1.Image, error) {
	selected, err := b.selected([]string{name})
	if err != nil {
		return "", nil, err
	}
	image, file, err := b.build(selected[0])
	if err != nil {
		return "", nil, err
	}
	folder, err := b.once("unpacked/"+strings.TrimSuffix(filepath.Base(file), ".tar"), "unpacking "+name, func(folder string) error {
		layers, err := b.layers(selected[0])
		if err != nil {
			return err
		}
		trees, err := readLayers(layers)
		if err != nil {
			return err
		}
		for _, t := range trees {
			if err := t.unpack(folder); err != nil {
				return err
			}
		}
		return nil
	})
	return folder, image, err
}

func (b *builder) printUnpacked(names []string) error {
	if len(names) != 1 {
		return errors.New("unpack needs one image")
	}
	folder, _, err := b.unpacked(names[0])
	fmt.Println(folder)
	return err
}

// run starts the image in namespaces of its own (network and user names are the host's).
func (b *builder) run(args []string, options runOptions) error {
	if len(args) == 0 {
		return errors.New("run needs an image")
	}
	folder, image, err := b.unpacked(args[0])
	if err != nil {
		return err
	}
	b.close()
	file, err := image.ConfigFile()
	if err != nil {
		return err
	}
	inside := []string{insideCommand, folder, file.Config.WorkingDir, strings.Join(options.binds, "\n")}
	command := exec.Command("/proc/self/exe", append(inside, commandLine(file.Config, options.entrypoint, args[1:])...)...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Env = append(file.Config.Env, passedOn()...)
	command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC, Pdeathsig: syscall.SIGKILL}
	if os.Geteuid() != 0 {
		command.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		command.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
		command.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
	}
	err = runPassingSignals(command)
	var exited *exec.ExitError
	if errors.As(err, &exited) {
		return exitStatus(exited.ExitCode())
	}
	return err
}

// runPassingSignals lets the program end as it would in a pod when this one is told to.
func runPassingSignals(command *exec.Cmd) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	defer signal.Stop(signals)
	if err := command.Start(); err != nil {
		return err
	}
	go func() {
		for s := range signals {
			_ = command.Process.Signal(s)
		}
	}()
	return command.Wait()
}

func commandLine(config v1.Config, entrypoint string, args []string) []string {
	switch {
	case entrypoint != "":
		return append([]string{entrypoint}, args...)
	case len(args) > 0:
		return append(config.Entrypoint, args...)
	default:
		return append(config.Entrypoint, config.Cmd...)
	}
}

// passedOn are the variables meant for the function's environment, as a pod's would be.
func passedOn() []string {
	var passed []string
	for _, variable := range os.Environ() {
		if strings.HasPrefix(variable, "AWS_LAMBDA_") || strings.HasPrefix(variable, "_HANDLER=") || strings.HasPrefix(variable, "DAVIT_") {
			passed = append(passed, variable)
		}
	}
	return passed
}

// runInside sees the new namespaces: it puts the file system together, gives up its rights and becomes the image's program.
func runInside(args []string) error {
	root, workdir, binds, line := args[0], args[1], args[2], args[3:]
	if err := mountAll(root, binds); err != nil {
		return err
	}
	if err := errors.Join(syscall.Chroot(root), os.Chdir("/")); err != nil {
		return err
	}
	if workdir != "" {
		if err := os.Chdir(workdir); err != nil {
			return err
		}
	}
	if err := dropRights(); err != nil {
		return err
	}
	program, err := exec.LookPath(line[0])
	if err != nil {
		return err
	}
	return syscall.Exec(program, line, os.Environ())
}

func mountAll(root, binds string) error {
	private := func(flags uintptr) uintptr { return flags | syscall.MS_NOSUID | syscall.MS_NODEV }
	mount := func(from, to, kind string, flags uintptr, data string) error {
		if err := syscall.Mount(from, to, kind, flags, data); err != nil {
			return fmt.Errorf("mount %s: %w", to, err)
		}
		return nil
	}
	if err := mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return err
	}
	if err := mount(root, root, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
		return err
	}
	for _, bind := range append(strings.Fields(binds), "/dev:/dev", "/etc/hosts:/etc/hosts", "/etc/resolv.conf:/etc/resolv.conf") {
		from, to, _ := strings.Cut(bind, ":")
		if err := makeTarget(from, filepath.Join(root, to)); err != nil {
			return err
		}
		if err := mount(from, filepath.Join(root, to), "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
			return err
		}
	}
	if err := errors.Join(os.MkdirAll(filepath.Join(root, "proc"), 0o755), mount("proc", filepath.Join(root, "proc"), "proc", private(0), "")); err != nil {
		return err
	}
	for _, folder := range []string{"tmp", "var/task"} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o755); err != nil {
			return err
		}
		if err := mount("tmpfs", filepath.Join(root, folder), "tmpfs", private(0), "mode=1777"); err != nil {
			return err
		}
	}
	return mount(root, root, "", private(syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY), "")
}

func makeTarget(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.MkdirAll(to, 0o755)
	}
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	return errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, nil, 0o644))
}

// dropRights becomes the image's user without capabilities; a program started from here gains none again.
func dropRights() error {
	const noNewPrivileges = 38 // PR_SET_NO_NEW_PRIVS
	if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, noNewPrivileges, 1, 0); errno != 0 {
		return errno
	}
	// In a user namespace of an ordinary user there is nobody but that user.
	if maps, err := os.ReadFile("/proc/self/uid_map"); err == nil && len(strings.Fields(string(maps))) == 3 && strings.Fields(string(maps))[2] == "1" {
		return nil
	}
	return errors.Join(syscall.Setgroups(nil), syscall.Setresgid(userID, userID, userID), syscall.Setresuid(userID, userID, userID))
}
