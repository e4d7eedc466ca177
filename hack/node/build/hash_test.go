package build

import (
	"os"
	"path/filepath"
	"testing"
)

func TestHashFollowsSourcesAndTheWayOfBuilding(t *testing.T) {
	source := t.TempDir()
	write := func(name, text string) {
		path := filepath.Join(source, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	of := func(targets ...target) string {
		key, err := hash(source, targets)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	one := target{folder: "one", packages: []string{"."}, output: []string{"one"}}
	write("one/main.go", "package main")
	first := of(one)
	write("one/main_test.go", "package main")
	write("one/README.md", "words")
	if of(one) != first {
		t.Error("a test or a text changed the hash")
	}
	tagged := one
	tagged.tags = "seccomp"
	if of(tagged) == first {
		t.Error("a build tag did not change the hash")
	}
	write("one/go.sum", "sum")
	if of(one) == first {
		t.Error("go.sum did not change the hash")
	}
}

func TestEveryTargetHasItsModule(t *testing.T) {
	for _, target := range targets {
		if target.folder == "pause" {
			continue // of davit-node's own module
		}
		if !exists(filepath.Join("..", target.folder, "go.mod")) || !exists(filepath.Join("..", target.folder, "go.sum")) {
			t.Errorf("%s has no go.mod and go.sum", target.folder)
		}
	}
}
