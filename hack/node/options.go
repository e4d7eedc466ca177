package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"davit.dev/hack/node/control"
	"davit.dev/hack/node/supervisor"
)

// options are a command line's, read; a command looks at those it knows.
type options struct {
	name      string
	forwards  []control.Forward
	nodes     int
	zones     []string
	outside   bool
	node      int
	print     bool
	json      bool
	lines     int
	arguments []string
}

type usageError struct{ error }

// parse reads a command's flags; they may stand between and after the arguments, but for `exec`, whose are the program's.
func parse(command string, arguments []string) (options, error) {
	o := options{}
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if command != "build" {
		flags.StringVar(&o.name, "name", "davit", "")
	}
	switch command {
	case "build":
		flags.BoolVar(&o.print, "print", false, "")
	case "status":
		flags.BoolVar(&o.json, "json", false, "")
	case "logs":
		flags.IntVar(&o.lines, "lines", 20, "")
	case "exec":
		flags.IntVar(&o.node, "node", 1, "")
	case "up":
		flags.Func("nodes", "", func(text string) (err error) {
			if o.nodes, err = strconv.Atoi(text); err != nil || o.nodes < 1 || o.nodes > supervisor.MaxNodes {
				return fmt.Errorf("want 1 to %d", supervisor.MaxNodes)
			}
			return nil
		})
		flags.Func("zones", "", func(text string) (err error) {
			o.zones, err = zonesOf(text)
			return err
		})
		flags.BoolVar(&o.outside, "outside", false, "")
		flags.Func("forward", "", func(text string) error {
			forward, err := control.ParseForward(text, supervisor.NodeAddress)
			o.forwards = append(o.forwards, forward)
			return err
		})
	}
	for {
		if err := flags.Parse(arguments); err != nil {
			return o, usageError{err}
		}
		if flags.NArg() == 0 {
			break
		}
		if command == "exec" {
			o.arguments = flags.Args()
			break
		}
		o.arguments, arguments = append(o.arguments, flags.Arg(0)), flags.Args()[1:]
	}
	return o, o.check(command)
}

// zonesOf reads names of zones; they become the values of a label.
func zonesOf(text string) ([]string, error) {
	zones := strings.Split(text, ",")
	for _, zone := range zones {
		if !zonePattern.MatchString(zone) {
			return nil, fmt.Errorf("want zones like a,b,c: %q is no value of a label", zone)
		}
	}
	return zones, nil
}

var zonePattern = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$`)

func (o options) check(command string) error {
	counts := map[string][2]int{"load": {1, 1 << 16}, "exec": {1, 1 << 16}, "logs": {0, 1}}
	if want := counts[command]; len(o.arguments) < want[0] {
		return usageError{fmt.Errorf("an argument is missing")}
	} else if len(o.arguments) > want[1] {
		return usageError{fmt.Errorf("unexpected argument %q", o.arguments[want[1]])}
	}
	return nil
}

// cacheFolder is where everything is kept.
func cacheFolder() (string, error) {
	if folder := os.Getenv("DAVIT_CACHE"); folder != "" {
		return filepath.Abs(folder)
	}
	folder := os.Getenv("XDG_CACHE_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		folder = filepath.Join(home, ".cache")
	}
	return filepath.Abs(filepath.Join(folder, "davit"))
}
