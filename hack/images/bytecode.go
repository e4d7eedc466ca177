package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Bytecode compiles a layer's Python files with the image's own Python, as a root file system that cannot be written asks for.
type Bytecode struct {
	Python string   `yaml:"python"` // program below usr/bin
	Of     []string `yaml:"of"`     // folders or files
}

// add compiles below: the lower layers and, last, the layer itself, to which the bytecode goes.
func (c *Bytecode) add(lower []tree, t tree) error {
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
	// Bytecode that is never checked against its source: modification times are all the same in an image.
	arguments := []string{"-I", "-B", "-m", "compileall", "-f", "-q", "--invalidation-mode", "unchecked-hash", "-s", root, "-p", "/"}
	for _, of := range c.Of {
		arguments = append(arguments, filepath.Join(root, of))
	}
	command, err := inRoot(root, "usr/bin/"+c.Python, arguments)
	if err != nil {
		return err
	}
	command.Env = []string{"PYTHONHOME=" + filepath.Join(root, "usr"), "PYTHONHASHSEED=0", "LC_ALL=C.UTF-8"}
	if _, err := output(command); err != nil {
		return err
	}
	return collectBytecode(root, t)
}

func collectBytecode(root string, t tree) error {
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".pyc") {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		module, _, _ := strings.Cut(filepath.Base(name), ".")
		source := filepath.Join(filepath.Dir(filepath.Dir(name)), module+".py")
		if _, ours := t[source]; !ours {
			return nil
		}
		data, err := os.ReadFile(file)
		t.addData(name, data, 0o644)
		return err
	})
}

// inRoot runs a program of an unpacked image with that image's own C library, without a change of root.
func inRoot(root, program string, arguments []string) (*exec.Cmd, error) {
	loaders, _ := filepath.Glob(filepath.Join(root, "lib*/ld-linux-*.so.*"))
	if len(loaders) == 0 {
		return nil, fmt.Errorf("the image has no dynamic loader, so %s cannot run", program)
	}
	libraries := fmt.Sprintf("%s/lib/%[2]s-linux-gnu:%[1]s/usr/lib/%[2]s-linux-gnu", root, machine)
	head := []string{"--library-path", libraries, filepath.Join(root, program)}
	return exec.Command(loaders[0], append(head, arguments...)...), nil
}
