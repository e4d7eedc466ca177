package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
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
	present, err := c.images()
	if err != nil {
		return err
	}
	loaded := map[string]string{} // reference -> digest of the archive it came from
	if text, err := os.ReadFile(c.path("loaded.json")); err == nil {
		_ = json.Unmarshal(text, &loaded)
	}
	maps.DeleteFunc(loaded, func(reference, _ string) bool { return !slices.Contains(present, reference) })
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
	names := strings.Join(archive.References, ", ")
	if !slices.ContainsFunc(archive.References, func(r string) bool { return loaded[r] != archive.Digest }) && names != "" {
		fmt.Fprintf(os.Stderr, "%s is loaded already\n", names)
		return nil
	}
	begin := time.Now()
	if output, err := c.capture([]string{"ctr", "images", "import", "--local", "-"}, file); err != nil {
		return fmt.Errorf("load %s: %w\n%s", path, err, output)
	}
	for _, reference := range archive.References {
		loaded[reference] = archive.Digest
	}
	fmt.Fprintf(os.Stderr, "loaded %s in %.1fs\n", names, time.Since(begin).Seconds())
	return nil
}

func (c Cluster) images() ([]string, error) {
	output, err := c.capture([]string{"ctr", "images", "ls", "-q"}, os.Stdin)
	return strings.Fields(output), err
}

// ExitError is a program's own failure.
type ExitError int

func (e ExitError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// Exec runs a program inside the cluster's namespaces.
func (c Cluster) Exec(argv []string, in, out, messages *os.File) error {
	if _, alive := c.supervisor(); !alive {
		return ErrDown
	}
	response, err := c.call(control.Request{Exec: argv}, in, out, messages)
	if err == nil && response.ExitCode != 0 {
		return ExitError(response.ExitCode)
	}
	return err
}

// capture runs a program and returns what it printed.
func (c Cluster) capture(argv []string, in *os.File) (string, error) {
	out, err := os.CreateTemp("", "davit-node")
	if err != nil {
		return "", err
	}
	defer out.Close()
	if err := os.Remove(out.Name()); err != nil {
		return "", err
	}
	failure := c.Exec(argv, in, out, out)
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	text, err := io.ReadAll(out)
	return strings.TrimSpace(string(text)), errors.Join(failure, err)
}
