package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// AOT makes a JVM's ahead-of-time cache: the image's own Java runs a training once, and what it loaded and linked is kept. It is the one
// thing in an image that differs from one build to the next, as it holds what was measured in the run; a layer in the cache stays.
type AOT struct {
	Java string `yaml:"java"` // below the image's root
	// Args are those of the training run. ${root} is where the image is unpacked.
	Args []string `yaml:"args"`
	// Env is its environment: ${port} is one that nobody listens at, ${api} that of a Kubernetes API server in which there is nothing.
	Env map[string]string `yaml:"env"`
	// Until is for a program that does not end by itself: a path at ${port}. When it is served, and the program has asked the API server
	// nothing more for a while, the program is told to end.
	Until string `yaml:"until"`
	To    string `yaml:"to"`
}

const (
	trainingTime = 5 * time.Minute
	settled      = 2 * time.Second
	unsettled    = 30 * time.Second // who asks on and on has loaded what it needs by then
)

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
	text, err := a.train(root, cache)
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

// train runs the training to its end, and answers what it printed.
func (a *AOT) train(root, cache string) ([]byte, error) {
	api, err := startEmptyAPI()
	if err != nil {
		return nil, err
	}
	defer api.close()
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	arguments := []string{"-XX:AOTCacheOutput=" + cache}
	for _, argument := range a.Args {
		arguments = append(arguments, strings.ReplaceAll(argument, "${root}", root))
	}
	limited, cancel := context.WithTimeout(context.Background(), trainingTime)
	defer cancel()
	command := exec.CommandContext(limited, filepath.Join(root, a.Java), arguments...)
	places := strings.NewReplacer("${port}", port, "${api}", api.port())
	command.Env = []string{"LC_ALL=C.UTF-8", "TZ=:UTC", "PATH=/usr/bin:/bin", "HOME=" + root}
	for name, value := range a.Env {
		command.Env = append(command.Env, name+"="+places.Replace(value))
	}
	command.Dir = root
	if a.Until == "" {
		return output(command)
	}
	return service(limited, command, "http://127.0.0.1:"+port+a.Until, api)
}

// service runs a program until it serves an address and has settled.
func service(limited context.Context, command *exec.Cmd, address string, api *emptyAPI) ([]byte, error) {
	var text bytes.Buffer
	command.Stdout, command.Stderr = &text, &text
	if err := command.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	serves := time.Time{}
	for serves.IsZero() || api.quiet() < settled && time.Since(serves) < unsettled {
		if serves.IsZero() && served(limited, address) {
			serves = time.Now()
		}
		select {
		case err := <-ended:
			return nil, fmt.Errorf("the training run ended before it served %s: %w\n%s", address, errors.Join(err, limited.Err()), text.String())
		case <-time.After(100 * time.Millisecond):
		}
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		return nil, err
	}
	<-ended // by a signal: what counts is the cache
	return text.Bytes(), nil
}

func served(limited context.Context, address string) bool {
	request, err := http.NewRequestWithContext(limited, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	return response.StatusCode == http.StatusOK
}

func freePort() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port), nil
}
