// Package workflows tests .github/workflows without GitHub: actionlint's rules, and that what they run is in the repository.
package workflows

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/rhysd/actionlint"
)

const root = "../.."

func lint(t *testing.T, path string, content []byte) []*actionlint.Error {
	t.Helper()
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found, err := linter.Lint(path, content, nil)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func each(t *testing.T, check func(t *testing.T, path string, content []byte)) {
	t.Helper()
	paths, err := filepath.Glob(root + "/.github/workflows/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no workflows: %v", err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) { check(t, path, content) })
	}
}

func TestWorkflowsPassActionlint(t *testing.T) {
	each(t, func(t *testing.T, path string, content []byte) {
		for _, found := range lint(t, path, content) {
			t.Error(found)
		}
	})
}

// The linter is there and finds what is wrong: a workflow that needs a job that is not there.
func TestActionlintFindsAJobThatIsNotThere(t *testing.T) {
	wrong := "on: push\njobs:\n  a:\n    needs: b\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make test\n"
	if len(lint(t, "wrong.yaml", []byte(wrong))) == 0 {
		t.Fatal("no finding")
	}
}

// A step runs targets of the Makefile and programs of hack that exist.
func TestStepsRunWhatIsThere(t *testing.T) {
	makefile, err := os.ReadFile(root + "/Makefile")
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, path string, content []byte) {
		targets := regexp.MustCompile(`\bmake ([a-z0-9-]+)`).FindAllSubmatch(content, -1)
		programs := regexp.MustCompile(`(?:run: |-C )(hack/[a-z-]+)`).FindAllSubmatch(content, -1)
		if len(targets) == 0 || len(programs) == 0 {
			t.Fatalf("%d targets, %d programs: the scan is broken", len(targets), len(programs))
		}
		for _, target := range targets {
			if !regexp.MustCompile(`(?m)^` + string(target[1]) + `:`).Match(makefile) {
				t.Errorf("the Makefile has no target %s", target[1])
			}
		}
		for _, program := range programs {
			if _, err := os.Stat(filepath.Join(root, string(program[1]))); err != nil {
				t.Error(err)
			}
		}
	})
}

// Kind's nodes are images by digest, of at least two minors of Kubernetes.
func TestNodeImagesArePinnedForTwoMinors(t *testing.T) {
	content, err := os.ReadFile(root + "/.github/workflows/ci.yaml")
	if err != nil {
		t.Fatal(err)
	}
	minors := map[string]bool{}
	for _, image := range regexp.MustCompile(`kindest/node:(v1\.\d+)\.\d+(\S*)`).FindAllSubmatch(content, -1) {
		minors[string(image[1])] = true
		if !regexp.MustCompile(`^@sha256:[0-9a-f]{64}$`).Match(image[2]) {
			t.Errorf("%s is not pinned by digest", image[0])
		}
	}
	if len(minors) < 2 {
		t.Errorf("%d minors: %v", len(minors), minors)
	}
}
