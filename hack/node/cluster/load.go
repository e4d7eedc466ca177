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
	"davit.dev/hack/node/supervisor"
)

// ErrDown says that the cluster is not up.
var ErrDown = errors.New("the cluster is not up: 'davit-node up' first")

// Load imports image archives into every node; those whose content a node has under the same names are skipped there.
func (c Cluster) Load(paths []string) error {
	unlock, err := c.lock()
	if err != nil {
		return err
	}
	defer unlock()
	config, err := supervisor.Load(c.Folder)
	if err != nil {
		return ErrDown
	}
	for _, node := range config.Nodes {
		if err := c.loadInto(node, paths); err != nil {
			return err
		}
	}
	return nil
}

func (c Cluster) loadInto(node supervisor.Node, paths []string) error {
	present, err := c.images(node)
	if err != nil {
		return err
	}
	record := c.path(node.Own("loaded") + ".json")
	loaded := map[string]string{} // reference -> digest of the archive it came from
	if text, err := os.ReadFile(record); err == nil {
		_ = json.Unmarshal(text, &loaded)
	}
	maps.DeleteFunc(loaded, func(reference, _ string) bool { return !slices.Contains(present, reference) })
	for _, path := range paths {
		if err := c.loadOne(node, path, loaded); err != nil {
			return err
		}
	}
	text, err := json.Marshal(loaded)
	if err != nil {
		return err
	}
	return os.WriteFile(record, text, 0o600)
}

func (c Cluster) loadOne(node supervisor.Node, path string, loaded map[string]string) error {
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
		fmt.Fprintf(os.Stderr, "%s is loaded already into %s\n", names, node.Name)
		return nil
	}
	begin := time.Now()
	if output, err := c.capture(node, []string{"ctr", "images", "import", "--local", "-"}, file); err != nil {
		return fmt.Errorf("load %s: %w\n%s", path, err, output)
	}
	for _, reference := range archive.References {
		loaded[reference] = archive.Digest
	}
	fmt.Fprintf(os.Stderr, "loaded %s into %s in %.1fs\n", names, node.Name, time.Since(begin).Seconds())
	return nil
}

func (c Cluster) images(node supervisor.Node) ([]string, error) {
	output, err := c.capture(node, []string{"ctr", "images", "ls", "-q"}, os.Stdin)
	return strings.Fields(output), err
}

// ExitError is a program's own failure.
type ExitError int

func (e ExitError) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// Exec runs a program inside the namespaces of a node, by its number.
func (c Cluster) Exec(number int, argv []string, in, out, messages *os.File) error {
	config, err := supervisor.Load(c.Folder)
	if err != nil {
		return ErrDown
	}
	if number < 1 || number > len(config.Nodes) {
		return fmt.Errorf("--node %d: cluster %s has nodes 1 to %d", number, c.Name, len(config.Nodes))
	}
	return c.execOn(config.Nodes[number-1], argv, in, out, messages)
}

func (c Cluster) execOn(node supervisor.Node, argv []string, in, out, messages *os.File) error {
	if _, alive := c.supervisor(); !alive {
		return ErrDown
	}
	response, err := c.callNode(node, control.Request{Exec: argv}, in, out, messages)
	if err == nil && response.ExitCode != 0 {
		return ExitError(response.ExitCode)
	}
	return err
}

// capture runs a program and returns what it printed.
func (c Cluster) capture(node supervisor.Node, argv []string, in *os.File) (string, error) {
	out, err := os.CreateTemp("", "davit-node")
	if err != nil {
		return "", err
	}
	defer out.Close()
	if err := os.Remove(out.Name()); err != nil {
		return "", err
	}
	failure := c.execOn(node, argv, in, out, out)
	if _, err := out.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	text, err := io.ReadAll(out)
	return strings.TrimSpace(string(text)), errors.Join(failure, err)
}
