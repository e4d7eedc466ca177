package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"davit.dev/hack/node/build"
	"davit.dev/hack/node/cluster"
)

var commands = map[string]func(options) error{
	"build": runBuild, "up": runUp, "load": runLoad, "status": runStatus, "logs": runLogs, "exec": runExec, "down": runDown,
}

func runBuild(o options) error {
	cache, source, err := folders()
	if err != nil {
		return err
	}
	result, err := build.Locate(cache, source)
	if err == nil && !o.print {
		result, err = build.Build(cache, source)
	}
	if err == nil {
		fmt.Println(result.Programs())
	}
	return err
}

func runUp(o options) error {
	if os.Geteuid() != 0 {
		return errors.New("a cluster needs root (namespaces, mounts, control groups): run it with sudo")
	}
	cache, source, err := folders()
	if err != nil {
		return err
	}
	c, err := cluster.New(cache, o.name)
	if err != nil {
		return err
	}
	result, err := build.Build(cache, source)
	if err != nil {
		return err
	}
	return c.Up(cluster.UpOptions{
		Programs: result.Programs(), PauseImage: result.PauseImage(), CNIPlugins: build.CNIPlugins(), Forwards: o.forwards,
		Nodes: o.nodes, Zones: o.zones, Outside: o.outside,
	})
}

func runLoad(o options) error {
	return with(o, func(c cluster.Cluster) error { return c.Load(o.arguments) })
}

func runStatus(o options) error {
	return with(o, func(c cluster.Cluster) error {
		status := c.Status()
		if o.json {
			text, err := json.MarshalIndent(status, "", "  ")
			if err != nil {
				return err
			}
			fmt.Println(string(text))
		} else {
			fmt.Println(status)
		}
		if status.State != "up" {
			return cluster.ExitError(3)
		}
		return nil
	})
}

func runLogs(o options) error {
	return with(o, func(c cluster.Cluster) error {
		component := ""
		if len(o.arguments) > 0 {
			component = o.arguments[0]
		}
		return c.Logs(component, o.lines)
	})
}

func runExec(o options) error {
	return with(o, func(c cluster.Cluster) error { return c.Exec(o.node, o.arguments, os.Stdin, os.Stdout, os.Stderr) })
}

func runDown(o options) error {
	return with(o, cluster.Cluster.Down)
}

func with(o options, work func(cluster.Cluster) error) error {
	cache, err := cacheFolder()
	if err != nil {
		return err
	}
	c, err := cluster.New(cache, o.name)
	if err != nil {
		return err
	}
	return work(c)
}

// folders are the cache and the sources, which the wrapper script knows.
func folders() (cache, source string, err error) {
	if cache, err = cacheFolder(); err != nil {
		return "", "", err
	}
	if source = os.Getenv("DAVIT_NODE_SOURCE"); source == "" {
		return "", "", errors.New("DAVIT_NODE_SOURCE is not set: start it through hack/davit-node")
	}
	return cache, source, nil
}
