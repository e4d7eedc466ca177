package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// AOT makes a JVM's ahead-of-time cache: the image's own Java runs a training once, and what it loaded and linked is kept. It is the one
// thing in an image that differs from one build to the next, as it holds what was measured in the run; a layer in the cache stays.
type AOT struct {
	Java string `yaml:"java"` // below the image's root
	// Args are those of the training run, which must end by itself. ${root} is where the image is unpacked.
	Args []string          `yaml:"args"`
	Env  map[string]string `yaml:"env"` // ${port} is one that nobody listens at
	To   string            `yaml:"to"`
}

const trainingTime = 5 * time.Minute

// add trains on all the image's layers, the last of which is t.
func (a *AOT) add(lower []tree, t tree) error {
	root, err := os.MkdirTemp("", "davit-images-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(root)
	for _, layer := range append(lower, t) {
		if err := layer.unpack(root); err != nil {
			return err
		}
	}
	cache := filepath.Join(root, "training.aot")
	arguments := []string{"-XX:AOTCacheOutput=" + cache}
	for _, argument := range a.Args {
		arguments = append(arguments, strings.ReplaceAll(argument, "${root}", root))
	}
	limited, cancel := context.WithTimeout(context.Background(), trainingTime)
	defer cancel()
	command := exec.CommandContext(limited, filepath.Join(root, a.Java), arguments...)
	port, err := freePort()
	if err != nil {
		return err
	}
	command.Env = []string{"LC_ALL=C.UTF-8", "TZ=:UTC", "PATH=/usr/bin:/bin", "HOME=" + root}
	for name, value := range a.Env {
		command.Env = append(command.Env, name+"="+strings.ReplaceAll(value, "${port}", port))
	}
	command.Dir = root
	text, err := output(command)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(cache)
	if err != nil {
		return fmt.Errorf("the training run made no cache: %w\n%s", err, text)
	}
	t.addData(a.To, data, 0o644)
	return nil
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, err
}
