package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Recipe is one image.yaml.
type Recipe struct {
	Name        string  `yaml:"name"`
	Description string  `yaml:"description"`
	Base        string  `yaml:"base"`     // recipe whose layers come first
	Abstract    bool    `yaml:"abstract"` // only a base for others
	Layers      []Layer `yaml:"layers"`
	Config      Config  `yaml:"config"`

	dir string
}

// Layer is one layer: its sources are laid over one another in the order of these fields.
type Layer struct {
	Name     string              `yaml:"name"`
	Debian   *Debian             `yaml:"debian"`
	Jlink    *Jlink              `yaml:"jlink"`
	Wheels   *Wheels             `yaml:"wheels"`
	NPM      *NPM                `yaml:"npm"`
	Go       *Go                 `yaml:"go"`
	Files    []Files             `yaml:"files"`
	Dirs     []Dir               `yaml:"dirs"`
	Links    map[string]string   `yaml:"links"`    // path: target
	Programs map[string][]string `yaml:"programs"` // program: its other names, in usr/bin
	Exclude  []string            `yaml:"exclude"`  // path prefixes or globs, without a leading slash
	Bytecode *Bytecode           `yaml:"bytecode"`
	AOT      *AOT                `yaml:"aot"`
}

// Files copies a file or a folder.
type Files struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// Dir is a folder that must exist.
type Dir struct {
	Path string `yaml:"path"`
	Mode uint32 `yaml:"mode"` // default 0755
	User int    `yaml:"user"` // owner and group, default 0
}

// Config is what the image says about how to run it.
type Config struct {
	Entrypoint []string          `yaml:"entrypoint"`
	Cmd        []string          `yaml:"cmd"`
	Env        map[string]string `yaml:"env"`
	User       string            `yaml:"user"`
	Workdir    string            `yaml:"workdir"`
	Ports      []string          `yaml:"ports"`
	Labels     map[string]string `yaml:"labels"`
}

const maxLayers = 5

// findRecipes reads every image.yaml of the tree, by image name.
func findRecipes(root string) (map[string]*Recipe, error) {
	recipes := map[string]*Recipe{}
	skipped := map[string]bool{".git": true, "target": true, "node_modules": true, "src": true, "testdata": true}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && skipped[d.Name()] {
			return filepath.SkipDir
		}
		if d.Name() != "image.yaml" || d.IsDir() {
			return nil
		}
		r, err := readRecipe(path)
		if err != nil {
			return err
		}
		if other := recipes[r.Name]; other != nil {
			return fmt.Errorf("%s and %s both make the image %q", path, other.dir, r.Name)
		}
		recipes[r.Name] = r
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, r := range recipes {
		if err := r.check(recipes); err != nil {
			return nil, fmt.Errorf("%s/image.yaml: %w", r.dir, err)
		}
	}
	return recipes, nil
}

func readRecipe(path string) (*Recipe, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := &Recipe{dir: filepath.Dir(path)}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

func (r *Recipe) check(recipes map[string]*Recipe) error {
	if r.Name == "" {
		return fmt.Errorf("name is missing")
	}
	for base, seen := r.Base, 0; base != ""; base, seen = recipes[base].Base, seen+1 {
		if recipes[base] == nil {
			return fmt.Errorf("there is no base recipe %q", base)
		}
		if seen > maxLayers {
			return fmt.Errorf("the bases go round in a circle")
		}
	}
	if n := len(r.allLayers(recipes)); n == 0 || n > maxLayers {
		return fmt.Errorf("%d layers in all: it must be 1 to %d", n, maxLayers)
	}
	if !r.Abstract && !strings.HasPrefix(r.Config.User, "1000") {
		return fmt.Errorf("config.user is %q: images run as 1000:1000", r.Config.User)
	}
	return nil
}

// placedLayer is a layer and the folder its paths start from.
type placedLayer struct {
	Layer
	dir string
}

func (r *Recipe) allLayers(recipes map[string]*Recipe) []placedLayer {
	var all []placedLayer
	if r.Base != "" {
		all = recipes[r.Base].allLayers(recipes)
	}
	for _, l := range r.Layers {
		all = append(all, placedLayer{l, r.dir})
	}
	return all
}

// imageNames are the recipes that make an image.
func imageNames(recipes map[string]*Recipe) []string {
	var names []string
	for name, r := range recipes {
		if !r.Abstract {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}
