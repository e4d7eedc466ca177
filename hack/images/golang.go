package main

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
)

// Go builds a static program from a module of its own.
type Go struct {
	Module  string `yaml:"module"`  // folder with go.mod
	Package string `yaml:"package"` // default "."
	To      string `yaml:"to"`
}

func (g *Go) key(dir string) (string, error) {
	version, err := output(exec.Command("go", "version"))
	if err != nil {
		return "", err
	}
	sources, err := hashPath(filepath.Join(dir, g.Module))
	return hashJSON(g, string(version), sources), err
}

func (g *Go) add(b *builder, dir string, t tree) error {
	key, err := g.key(dir)
	if err != nil {
		return err
	}
	folder, err := b.once("go/"+key, "Go program "+path.Base(g.To), func(folder string) error {
		of := g.Package
		if of == "" {
			of = "."
		}
		// Nothing of this machine gets in: neither paths nor the state of the repository.
		build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", filepath.Join(folder, "program"), of)
		build.Dir = filepath.Join(dir, g.Module)
		build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=readonly", "GOWORK=off")
		_, err := output(build)
		return err
	})
	if err != nil {
		return err
	}
	return t.addPath(filepath.Join(folder, "program"), g.To)
}
