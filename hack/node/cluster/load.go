package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"davit.dev/hack/node/control"
	"davit.dev/hack/node/oci"
)

// ErrDown says that the cluster is not up.
var ErrDown = errors.New("the cluster is not up: 'davit-node up' first")

// Load imports image archives into the cluster; those whose content it has under the same names are skipped.
func (c Cluster) Load(paths []string) error {
	unlock, err := c.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if _, alive := c.supervisor(); !alive {
		return ErrDown
	}
	loaded := map[string]string{}
	if text, err := os.ReadFile(c.path("loaded.json")); err == nil {
		_ = json.Unmarshal(text, &loaded)
	}
	for _, path := range paths {
		if err := c.loadOne(path, loaded); err != nil {
			return err
		}
	}
	text, err := json.Marshal(loaded)
	if err != nil {
		return err
	}
	return os.WriteFile(c.path("loaded.json"), text, 0o600)
}

func (c Cluster) loadOne(path string, loaded map[string]string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	archive, err := oci.Identify(file)
	if err != nil {
		return err
	}
	present := len(archive.References) > 0 && !slices.ContainsFunc(archive.References, func(reference string) bool {
		return loaded[reference] != archive.Digest
	})
	names := strings.Join(archive.References, ", ")
	if present {
		fmt.Fprintf(os.Stderr, "%s is loaded already\n", names)
		return nil
	}
	begin := time.Now()
	if err := c.Exec([]string{"ctr", "images", "import", "--local", "-"}, file, os.Stderr); err != nil {
		return fmt.Errorf("load %s: %w", path, err)
	}
	for _, reference := range archive.References {
		loaded[reference] = archive.Digest
	}
	fmt.Fprintf(os.Stderr, "loaded %s in %.1fs\n", names, time.Since(begin).Seconds())
	return nil
}

// ExitError is a program's own failure.
type ExitError int

func (e ExitError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// Exec runs a program inside the cluster's namespaces, its output to out.
func (c Cluster) Exec(argv []string, in, out *os.File) error {
	if _, alive := c.supervisor(); !alive {
		return ErrDown
	}
	response, err := c.call(control.Request{Exec: argv}, in, out, os.Stderr)
	if err == nil && response.ExitCode != 0 {
		return ExitError(response.ExitCode)
	}
	return err
}
