package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// say reports progress.
func say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "images: "+format+"\n", args...)
}

// timed reports a step and how long it took.
func timed(what string, step func() error) error {
	say("%s ...", what)
	started := time.Now()
	if err := step(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if took := time.Since(started); took > time.Second {
		say("%s: %.1f s", what, took.Seconds())
	}
	return nil
}

// output runs a program; an error carries the end of what it wrote.
func output(command *exec.Cmd) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		text := strings.TrimSpace(stdout.String() + "\n" + stderr.String())
		if len(text) > 3000 {
			text = "..." + text[len(text)-3000:]
		}
		return nil, fmt.Errorf("%s: %w\n%s", strings.Join(command.Args, " "), err, text)
	}
	return stdout.Bytes(), nil
}

// need makes sure that programs are there; each is named with the Debian package that brings it.
func need(packageOf map[string]string) error {
	var packages []string
	for program, name := range packageOf {
		if _, err := exec.LookPath(program); err != nil {
			packages = append(packages, name)
		}
	}
	return install(packages)
}

// install installs Debian packages where that is possible, else says how.
func install(packages []string) error {
	if len(packages) == 0 {
		return nil
	}
	arguments := append([]string{"install", "-y", "--no-install-recommends"}, packages...)
	line := "apt-get " + strings.Join(arguments, " ")
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return fmt.Errorf("programs are missing; install them with: %s", line)
	}
	return timed("installing what is missing: "+line, func() error {
		if _, err := output(apt(arguments...)); err == nil {
			return nil
		}
		if _, err := output(apt("update")); err != nil {
			return err
		}
		_, err := output(apt(arguments...))
		return err
	})
}

func apt(arguments ...string) *exec.Cmd {
	command := exec.Command("apt-get", arguments...)
	command.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C")
	return command
}
