package main

import (
	"debug/elf"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

func TestAGoProgramIsBuiltStaticAndTheSameEveryTime(t *testing.T) {
	var digests []string
	for range 2 {
		t.Setenv("DAVIT_CACHE", t.TempDir())
		root := repository(t)
		write(t, root, "tool/image.yaml", strings.Replace(recipeText, "  files:\n", "  go: {module: program, to: usr/bin/program}\n  files:\n", 1), 0o644)
		write(t, root, "tool/program/go.mod", "module example.org/program\n\ngo 1.25.0\n", 0o644)
		write(t, root, "tool/program/main.go", "package main\n\nfunc main() { println(\"hello\") }\n", 0o644)
		image, _ := build(t, root)
		digests = append(digests, digest(t, image))
		assertStatic(t, image)
	}
	if digests[0] != digests[1] {
		t.Errorf("%s and %s", digests[0], digests[1])
	}
}

func assertStatic(t *testing.T, image v1.Image) {
	t.Helper()
	program := content(t, image)["usr/bin/program"]
	if program.mode.String() != "-rwxr-xr-x" {
		t.Errorf("the program's mode is %s", program.mode)
	}
	file, err := elf.NewFile(strings.NewReader(string(program.data)))
	if err != nil {
		t.Fatal(err)
	}
	if libraries, err := file.ImportedLibraries(); err != nil || len(libraries) > 0 {
		t.Errorf("it needs %v %v", libraries, err)
	}
}

// A Java that only writes down how it was trained.
const trainee = `#!/bin/sh
for argument; do case $argument in -XX:AOTCacheOutput=*) output=${argument#*=} ;; esac; done
echo "$API $2 $(cat "${2#-Dfile=}")" >"$output"
`

func TestAnAheadOfTimeCacheIsTrainedOnTheImageItGoesInto(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	root := repository(t)
	training := "  aot:\n    java: opt/content/java\n    args: ['-Dfile=${root}/opt/content/a']\n    env: {API: 'localhost:${port}'}\n    to: opt/cache\n"
	write(t, root, "tool/image.yaml", strings.Replace(recipeText, "  files:\n", training+"  files:\n", 1), 0o644)
	write(t, root, "tool/content/java", trainee, 0o755)
	image, _ := build(t, root)
	words := strings.Fields(string(content(t, image)["opt/cache"].data))
	if len(words) != 3 || !strings.HasPrefix(words[0], "localhost:") || !strings.HasSuffix(words[1], "/opt/content/a") || words[2] != "a" {
		t.Errorf("it was trained with %q", words)
	}
}

func TestATrainingThatMakesNoCacheIsAnError(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	lower := tree{}
	lower.addData("bin/java", []byte("#!/bin/sh\necho why\n"), 0o755)
	training := &AOT{Java: "bin/java", To: "cache"}
	if err := training.add(nil, lower); err == nil || !strings.Contains(err.Error(), "made no cache") || !strings.Contains(err.Error(), "why") {
		t.Error(err)
	}
}

func content(t *testing.T, image v1.Image) tree {
	t.Helper()
	layers, err := image.Layers()
	if err != nil {
		t.Fatal(err)
	}
	content, err := readGzippedTar(layers[len(layers)-1].(*builtLayer).file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
