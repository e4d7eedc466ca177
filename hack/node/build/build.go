package build

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"davit.dev/hack/node/oci"
	"davit.dev/hack/node/progress"
	"davit.dev/hack/node/supervisor"
)

const pauseReference = supervisor.PauseReference

// Result is a complete build.
type Result struct {
	Folder string // <cache>/node/<hash>
}

// Programs is the folder of the programs.
func (r Result) Programs() string { return filepath.Join(r.Folder, "bin") }

// PauseImage is the archive of the image of pod sandboxes.
func (r Result) PauseImage() string { return filepath.Join(r.Folder, "images", "pause.tar") }

// Locate says where the build of these sources is or will be.
func Locate(cache, source string) (Result, error) {
	key, err := hash(source, targets)
	if err != nil {
		return Result{}, fmt.Errorf("the sources of the node's programs: %w", err)
	}
	return Result{Folder: filepath.Join(cache, "node", key)}, nil
}

// Build makes the programs unless they are there. It builds beside their place and renames at the end, so a build that
// is killed leaves nothing half-done, and only what the Go build cache already has need not be compiled again.
func Build(cache, source string) (Result, error) {
	result, err := Locate(cache, source)
	if err != nil {
		return result, err
	}
	if err := os.MkdirAll(filepath.Join(cache, "node"), 0o755); err != nil {
		return result, err
	}
	unlock, err := lock(filepath.Join(cache, "node", "build.lock"))
	if err != nil {
		return result, err
	}
	defer unlock()
	log, err := os.OpenFile(filepath.Join(cache, "node", "build.log"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return result, err
	}
	defer log.Close()
	if exists(result.PauseImage()) {
		return result, explain(log, install(progress.New(1), log, missing(runNeeds)))
	}
	if err := findGo(); err != nil {
		return result, err
	}
	fmt.Fprintf(os.Stderr, "building the node's programs into %s\n", result.Folder)
	fmt.Fprintf(os.Stderr, "once; about 15 minutes on 2 cores with an empty Go build cache; log: %s\n", log.Name())
	packages := missing(slices.Concat(runNeeds, buildNeeds))
	steps := progress.New(len(targets) + 1 + min(1, len(packages)))
	if err := install(steps, log, packages); err != nil {
		return result, explain(log, err)
	}
	return result, explain(log, buildAll(steps, log, source, result.Folder))
}

func buildAll(steps *progress.Steps, log *os.File, source, folder string) error {
	temporary := folder + ".building"
	if err := os.RemoveAll(temporary); err != nil {
		return err
	}
	programs := filepath.Join(temporary, "bin")
	if err := os.MkdirAll(programs, 0o755); err != nil {
		return err
	}
	for _, t := range targets {
		err := steps.Step(strings.Join(t.output, ", "), func(detail func(string)) error {
			return compile(t, log, filepath.Join(source, t.folder), programs, detail)
		})
		if err != nil {
			return err
		}
	}
	err := steps.Step("pause image", func(func(string)) error { return pauseImage(temporary) })
	if err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.Rename(temporary, folder); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "built in %s\n", steps.Elapsed())
	return nil
}

func compile(t target, log *os.File, source, programs string, detail func(string)) error {
	output := programs + "/"
	if t.packages[0] == "." {
		output += t.output[0]
	}
	command := exec.Command("go", t.arguments(output)...)
	command.Dir = source
	command.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0")
	if t.cgo {
		command.Env = append(command.Env, "CGO_ENABLED=1")
	}
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	fmt.Fprintf(log, "== %s: go %s\n", t.folder, strings.Join(command.Args[1:], " "))
	command.Stdout = log
	messages, err := command.StderrPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	compiled, downloaded := 0, 0
	for lines := bufio.NewScanner(messages); lines.Scan(); {
		fmt.Fprintln(log, lines.Text())
		if strings.HasPrefix(lines.Text(), "go: downloading") {
			downloaded++
		} else {
			compiled++
		}
		detail(fmt.Sprintf("%s %d modules downloaded, %d packages compiled", progress.Bar(compiled, t.amount), downloaded, compiled))
	}
	if err := command.Wait(); err != nil {
		return fmt.Errorf("go build in %s: %w", source, err)
	}
	for _, link := range t.links {
		if err := os.Symlink(t.output[0], filepath.Join(programs, link)); err != nil {
			return err
		}
	}
	return nil
}

func pauseImage(folder string) error {
	program, err := os.ReadFile(filepath.Join(folder, "bin", "pause"))
	if err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(folder, "images"), 0o755); err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(folder, "images", "pause.tar"))
	if err != nil {
		return err
	}
	return errors.Join(oci.WriteProgramImage(file, pauseReference, "pause", program), file.Close())
}

func findGo() error {
	if _, err := exec.LookPath("go"); err == nil {
		return nil
	}
	return errors.New("no 'go' on the PATH: the node's programs are compiled with Go 1.26 or newer, see https://go.dev/doc/install")
}

// explain adds the end of the log to a failure.
func explain(log *os.File, err error) error {
	if err == nil {
		return nil
	}
	text, _ := os.ReadFile(log.Name())
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return fmt.Errorf("%w\n%s\nthe whole log: %s", err, strings.Join(lines[max(0, len(lines)-20):], "\n"), log.Name())
}

// lock holds off other builds; the kernel gives it up when this program ends, however it does.
func lock(path string) (func(), error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		fmt.Fprintln(os.Stderr, "another build is running; waiting for it ...")
		for syscall.Flock(int(file.Fd()), syscall.LOCK_EX) == syscall.EINTR {
			continue
		}
	}
	return func() { file.Close() }, nil
}
