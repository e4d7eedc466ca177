package chart

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sources calls read with every file of the repository that has one of these endings.
func sources(t *testing.T, read func(path, content string), endings ...string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			switch entry.Name() {
			case ".git", "target", "build", "node_modules":
				return fs.SkipDir
			}
			return nil
		}
		for _, ending := range endings {
			if strings.HasSuffix(path, ending) {
				content, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				read(path, string(content))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A page that claims a feature names a test that exists.
func TestParityNamesTestsThatExist(t *testing.T) {
	content, err := os.ReadFile(root + "/docs/parity.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{}
	sources(t, func(path, content string) {
		if strings.Contains(path, "/src/test/") {
			tests[strings.TrimSuffix(filepath.Base(path), ".java")] += content // two packages may have a test of one name
		}
	}, ".java")
	named := regexp.MustCompile("`([A-Z][A-Za-z0-9]+(?:Test|IT|E2E))(?:\\.([a-z][A-Za-z0-9]+))?`").FindAllStringSubmatch(string(content), -1)
	if len(named) < 20 {
		t.Fatalf("docs/parity.md names %d tests: the scan is broken", len(named))
	}
	for _, test := range named {
		source, there := tests[test[1]]
		if !there {
			t.Errorf("docs/parity.md names %s, which does not exist", test[1])
		} else if test[2] != "" && !strings.Contains(source, " "+test[2]+"(") {
			t.Errorf("docs/parity.md names %s.%s, which does not exist", test[1], test[2])
		}
	}
}

func TestLinksOfThePagesLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	pages := 0
	sources(t, func(path, content string) {
		pages++
		for _, found := range link.FindAllStringSubmatch(content, -1) {
			target := found[1]
			if strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), target)); err != nil {
				t.Errorf("%s links to %s, which is not there", path, target)
			}
		}
	}, ".md")
	if pages < 15 {
		t.Errorf("%d pages: the scan is broken", pages)
	}
}
