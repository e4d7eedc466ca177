package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.yaml.in/yaml/v3"
)

type builderOptions struct{ refresh bool }

// builder makes images; everything it makes is kept in the cache by a hash of what it is made from.
type builder struct {
	builderOptions
	root, cache string
	version     string
	recipes     map[string]*Recipe
	tool        string // hash of this program: a layer made by another one is made again
	lock        *os.File
	refreshed   map[string]bool
	home        string
}

func newBuilder(root string, recipes map[string]*Recipe, options builderOptions) (*builder, error) {
	b := &builder{builderOptions: options, root: root, recipes: recipes, refreshed: map[string]bool{}}
	var err error
	if b.version, err = imageVersion(root); err != nil {
		return nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if b.tool, err = hashFile(program); err != nil {
		return nil, err
	}
	b.cache = filepath.Join(cacheHome(), "images")
	return b, b.open()
}

func cacheHome() string {
	if dir := os.Getenv("DAVIT_CACHE"); dir != "" {
		return dir
	}
	if dir := os.Getenv("XDG_CACHE_HOME"); dir != "" {
		return filepath.Join(dir, "davit")
	}
	return filepath.Join(os.Getenv("HOME"), ".cache", "davit")
}

// open makes the cache's folders and keeps other runs out of them until close.
func (b *builder) open() error {
	for _, name := range []string{"debian/archives/partial", "debian/lists/partial", "debian/none/partial", "wheels", "npm", "go", "jlink", "layers", "unpacked"} {
		if err := os.MkdirAll(b.dir(name), 0o755); err != nil {
			return err
		}
	}
	var err error
	if b.lock, err = os.Create(b.dir("lock")); err != nil {
		return err
	}
	if syscall.Flock(int(b.lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		say("another run is building; waiting for it")
		return syscall.Flock(int(b.lock.Fd()), syscall.LOCK_EX)
	}
	return nil
}

func (b *builder) close() {
	if b.lock != nil {
		b.lock.Close()
		b.lock = nil
	}
}

// below is a folder's name as seen from the repository.
func (b *builder) below(folder string) string {
	if name, err := filepath.Rel(b.root, folder); err == nil {
		return name
	}
	return folder
}

func (b *builder) dir(name string) string { return filepath.Join(b.cache, name) }

// once makes a folder of the cache unless it is there; what fails leaves nothing.
func (b *builder) once(name, what string, make func(folder string) error) (string, error) {
	folder := b.dir(name)
	if b.used(folder) {
		return folder, nil
	}
	temporary := folder + ".new"
	if err := os.RemoveAll(temporary); err != nil {
		return "", err
	}
	if err := os.MkdirAll(temporary, 0o755); err != nil {
		return "", err
	}
	if err := timed(what, func() error { return make(temporary) }); err != nil {
		_ = os.RemoveAll(temporary)
		return "", err
	}
	return folder, os.Rename(temporary, folder)
}

// How long what nobody used stays in the cache. A run elsewhere may be loading an archive that this one has a newer one of.
const (
	archiveAge = time.Hour
	layerAge   = 14 * 24 * time.Hour
)

// used tells whether a file of the cache is there, and marks it as in use.
func (b *builder) used(file string) bool {
	now := time.Now()
	return os.Chtimes(file, now, now) == nil
}

// prune removes what has not been used for long.
func (b *builder) prune() error {
	for pattern, age := range map[string]time.Duration{"*.tar": archiveAge, "unpacked/*": archiveAge, "layers/*": layerAge} {
		files, err := filepath.Glob(b.dir(pattern))
		if err != nil {
			return err
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err == nil && time.Since(info.ModTime()) > age {
				if err := os.RemoveAll(file); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// imageVersion is $DAVIT_VERSION or else the chart's appVersion.
func imageVersion(root string) (string, error) {
	if version := os.Getenv("DAVIT_VERSION"); version != "" {
		return version, nil
	}
	file := filepath.Join(root, "helm/davit/Chart.yaml")
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var chart struct {
		AppVersion string `yaml:"appVersion"`
	}
	if err := yaml.Unmarshal(text, &chart); err != nil || chart.AppVersion == "" {
		return "", fmt.Errorf("%s has no appVersion (%v)", file, err)
	}
	return chart.AppVersion, nil
}

func (b *builder) javaHome() (string, error) {
	if b.home == "" {
		text, err := output(exec.Command(filepath.Join(b.root, "hack/mvn"), "--print-java-home"))
		if err != nil {
			return "", err
		}
		b.home = strings.TrimSpace(string(text))
	}
	return b.home, nil
}

// selected are the recipes of the names given, or all.
func (b *builder) selected(names []string) ([]*Recipe, error) {
	if len(names) == 0 {
		names = imageNames(b.recipes)
	}
	var selected []*Recipe
	for _, name := range names {
		r := b.recipes[name]
		if r == nil || r.Abstract {
			return nil, fmt.Errorf("there is no image %q; there are %s", name, strings.Join(imageNames(b.recipes), ", "))
		}
		selected = append(selected, r)
	}
	return selected, nil
}
