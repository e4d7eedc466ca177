package main

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Wheels unpacks Python packages from a requirements file that pins each with hashes.
type Wheels struct {
	Requirements string `yaml:"requirements"`
	Python       string `yaml:"python"` // "3.11"
	To           string `yaml:"to"`
}

// NPM installs package-lock.json of a folder and copies files of it. Install scripts run only where tools for them are named.
type NPM struct {
	Lock  string            `yaml:"lock"`  // folder
	Tools map[string]string `yaml:"tools"` // programs that install scripts need: Debian package
	Node  string            `yaml:"node"`  // folder below node_modules with Node.js and its headers, to build addons for
	Files []Files           `yaml:"files"`
}

// Jlink makes a Java runtime of some modules from the JDK that hack/mvn finds.
type Jlink struct {
	Modules []string `yaml:"modules"`
	Options []string `yaml:"options"`
	To      string   `yaml:"to"`
}

var machine = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
var nodeArch = map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH]

func expand(text string) string {
	return strings.NewReplacer("${nodeArch}", nodeArch, "${machine}", machine).Replace(text)
}

func (w *Wheels) key(dir string) (string, error) {
	sum, err := hashFile(filepath.Join(dir, w.Requirements))
	return hashJSON(w, sum, runtime.GOARCH), err
}

func (w *Wheels) add(b *builder, dir string, t tree) error {
	key, err := w.key(dir)
	if err != nil {
		return err
	}
	folder, err := b.once("wheels/"+key, "Python packages of "+w.Requirements, func(folder string) error {
		python, err := pythonWithPip()
		if err != nil {
			return err
		}
		arguments := []string{"-m", "pip", "download", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:",
			"--implementation", "cp", "--python-version", w.Python, "--abi", "cp" + strings.ReplaceAll(w.Python, ".", ""), "--abi", "abi3", "--abi", "none"}
		for _, platform := range []string{"manylinux_2_28_", "manylinux_2_17_", "manylinux2014_"} {
			arguments = append(arguments, "--platform", platform+machine)
		}
		_, err = output(exec.Command(python, append(arguments, "-r", filepath.Join(dir, w.Requirements), "-d", folder)...))
		return err
	})
	if err != nil {
		return err
	}
	wheels, err := filepath.Glob(filepath.Join(folder, "*.whl"))
	for _, wheel := range wheels {
		if err := addWheel(t, wheel, w.To); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(wheel), err)
		}
	}
	return err
}

func addWheel(t tree, wheel, to string) error {
	archive, err := zip.OpenReader(wheel)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, file := range archive.File {
		if strings.Contains(file.Name, ".data/scripts/") || strings.HasSuffix(file.Name, "/") {
			continue
		}
		if strings.Contains(file.Name, ".data/") {
			return fmt.Errorf("it has files for other folders (%s), which this does not place", file.Name)
		}
		content, err := file.Open()
		if err != nil {
			return err
		}
		data, err := io.ReadAll(content)
		if err != nil {
			return err
		}
		t.addData(to+"/"+file.Name, data, fileMode(file.Mode()))
	}
	return nil
}

// pythonWithPip is any Python that has pip: it only downloads, for the Python that the recipe names.
func pythonWithPip() (string, error) {
	candidates := []string{"python3", "/usr/bin/python3"}
	for attempt := 0; ; attempt++ {
		for _, python := range candidates {
			if exec.Command(python, "-m", "pip", "--version").Run() == nil {
				return python, nil
			}
		}
		if attempt > 0 {
			return "", fmt.Errorf("no python3 with pip")
		}
		if err := install([]string{"python3-pip"}); err != nil {
			return "", err
		}
	}
}

func (n *NPM) installKey(dir string) (string, error) {
	sum, err := hashFile(filepath.Join(dir, n.Lock, "package-lock.json"))
	return hashJSON("3", sum, n.Node, len(n.Tools) > 0, runtime.GOARCH), err
}

func (n *NPM) key(dir string) (string, error) {
	key, err := n.installKey(dir)
	return hashJSON(key, n.Files), err
}

func (n *NPM) add(b *builder, dir string, t tree) error {
	key, err := n.installKey(dir)
	if err != nil {
		return err
	}
	folder, err := b.once("npm/"+key, "npm packages of "+filepath.Base(filepath.Join(dir, n.Lock))+n.patience(), func(folder string) error {
		return n.install(filepath.Join(dir, n.Lock), folder)
	})
	if err != nil {
		return err
	}
	for _, f := range n.Files {
		if err := t.addPath(filepath.Join(folder, expand(f.From)), f.To); err != nil {
			return err
		}
	}
	return nil
}

func (n *NPM) patience() string {
	if len(n.Tools) == 0 {
		return ""
	}
	return " (an addon is compiled once, some minutes)"
}

func (n *NPM) install(lock, folder string) error {
	tools := map[string]string{"npm": "npm"}
	for program, name := range n.Tools {
		tools[program] = name
	}
	if err := need(tools); err != nil {
		return err
	}
	for _, file := range []string{"package.json", "package-lock.json"} {
		text, err := os.ReadFile(filepath.Join(lock, file))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, file), text, 0o644); err != nil {
			return err
		}
	}
	npm := exec.Command("npm", "ci", "--no-audit", "--no-fund", "--foreground-scripts", fmt.Sprintf("--ignore-scripts=%t", len(n.Tools) == 0))
	npm.Dir = folder
	// Where this cache is must not show in what compilers leave of their sources' names.
	mapped := " -ffile-prefix-map=" + folder + "=/build"
	npm.Env = append(os.Environ(), "CC=gcc"+mapped, "CXX=g++"+mapped, fmt.Sprintf("MAKEFLAGS=-j%d", runtime.NumCPU()),
		"npm_config_nodedir="+filepath.Join(folder, "node_modules", expand(n.Node)))
	_, err := output(npm)
	return err
}

func (j *Jlink) key(b *builder) (string, error) {
	home, err := b.javaHome()
	if err != nil {
		return "", err
	}
	release, err := hashFile(filepath.Join(home, "release"))
	return hashJSON(j, release, runtime.GOARCH), err
}

func (j *Jlink) add(b *builder, t tree) error {
	key, err := j.key(b)
	if err != nil {
		return err
	}
	home, err := b.javaHome()
	if err != nil {
		return err
	}
	folder, err := b.once("jlink/"+key, "Java runtime from "+home, func(folder string) error {
		arguments := append([]string{"--add-modules", strings.Join(j.Modules, ","), "--output", filepath.Join(folder, "java")}, j.Options...)
		_, err := output(exec.Command(filepath.Join(home, "bin/jlink"), arguments...))
		return err
	})
	if err != nil {
		return err
	}
	return t.addPath(filepath.Join(folder, "java"), j.To)
}
