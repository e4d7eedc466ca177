package main

import (
	"io"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

const recipeText = `
name: tool
description: A tool
layers:
- name: files
  files:
  - {from: content, to: opt/content}
  dirs: [{path: tmp, mode: 01777}, {path: home/user, user: 1000}]
  links: {bin/sh: busybox}
  programs: {bin/busybox: [cat]}
  exclude: [opt/content/left-out]
config:
  entrypoint: [/bin/sh]
  cmd: [-c, date]
  user: "1000:1000"
  workdir: /tmp
  ports: [80/tcp]
  env: {B: "2", A: "1"}
`

// repository is a root with one recipe and a chart that says the version.
func repository(t *testing.T) string {
	root := t.TempDir()
	write(t, root, "helm/davit/Chart.yaml", "appVersion: 1.2.3\n", 0o644)
	write(t, root, "tool/image.yaml", recipeText, 0o644)
	write(t, root, "tool/content/b/run.sh", "#!/bin/sh\n", 0o700)
	write(t, root, "tool/content/a", "a", 0o600)
	write(t, root, "tool/content/left-out/c", "c", 0o644)
	return root
}

func write(t *testing.T, root, name, text string, mode os.FileMode) {
	t.Helper()
	file := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func build(t *testing.T, root string) (v1.Image, string) {
	t.Helper()
	recipes, err := findRecipes(root)
	if err != nil {
		t.Fatal(err)
	}
	b, err := newBuilder(root, recipes, builderOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.close()
	image, file, err := b.build(recipes["tool"])
	if err != nil {
		t.Fatal(err)
	}
	return image, file
}

func digest(t *testing.T, image v1.Image) string {
	t.Helper()
	hash, err := image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return hash.String()
}

func TestTheSameInputGivesTheSameImageWhereverAndWheneverItIsBuilt(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	first, _ := build(t, repository(t))

	root := repository(t)
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(root, "tool/content/a"), later, later); err != nil {
		t.Fatal(err)
	}
	t.Setenv("DAVIT_CACHE", t.TempDir())
	second, _ := build(t, root)

	if digest(t, first) != digest(t, second) {
		t.Errorf("%s and %s", digest(t, first), digest(t, second))
	}
}

func TestOtherContentGivesAnotherImageAndUnusedArchivesGo(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	root := repository(t)
	first, older := build(t, root)
	again, same := build(t, root)
	if same != older || digest(t, again) != digest(t, first) {
		t.Errorf("nothing changed, yet %s became %s", older, same)
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(older, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	write(t, root, "tool/content/a", "changed", 0o644)
	second, file := build(t, root)
	if digest(t, first) == digest(t, second) || file == older {
		t.Error("the change is not in the image")
	}
	if _, err := os.Stat(older); err == nil {
		t.Error("the older archive is still there")
	}
}

func TestTheLayerHoldsWhatTheRecipeSays(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	image, _ := build(t, repository(t))
	layers, err := image.Layers()
	if err != nil || len(layers) != 1 {
		t.Fatal(layers, err)
	}
	content, err := readGzippedTar(layers[0].(*builtLayer).file)
	if err != nil {
		t.Fatal(err)
	}
	modes := map[string]string{}
	for name, e := range content {
		modes[name] = e.mode.String() + " " + e.link
	}
	want := map[string]string{
		"bin": "drwxr-xr-x ", "bin/sh": "Lrwxrwxrwx busybox", "home": "drwxr-xr-x ", "home/user": "drwxr-xr-x ",
		"opt": "drwxr-xr-x ", "opt/content": "drwxr-xr-x ", "opt/content/a": "-rw-r--r-- ", "opt/content/b/run.sh": "-rwxr-xr-x ", "opt/content/b": "drwxr-xr-x ",
		"tmp": "dtrwxrwxrwx ", "usr": "drwxr-xr-x ", "usr/bin": "drwxr-xr-x ",
		"usr/bin/cat": "Lrwxrwxrwx /bin/busybox",
	}
	if !reflect.DeepEqual(modes, want) {
		t.Errorf("%v\nnot\n%v", modes, want)
	}
	if content["home/user"].user != 1000 || content["tmp"].user != 0 {
		t.Error("owners are wrong")
	}
}

func TestTheConfigurationIsTheRecipes(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	image, _ := build(t, repository(t))
	file, err := image.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	config := file.Config
	if config.User != "1000:1000" || config.WorkingDir != "/tmp" || strings.Join(config.Env, " ") != "A=1 B=2" {
		t.Errorf("%+v", config)
	}
	if config.Labels["org.opencontainers.image.version"] != "1.2.3" || file.Created.Time != buildTime {
		t.Errorf("%+v", config.Labels)
	}
}

func TestDockerAndOCIToolsFindTheSameImageInTheArchive(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	image, file := build(t, repository(t))
	tag, err := name.NewTag("registry.davit.dev/tool:1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	docker, err := tarball.ImageFromPath(file, &tag)
	if err != nil {
		t.Fatal(err)
	}
	ours, _ := image.ConfigName()
	theirs, _ := docker.ConfigName()
	if ours != theirs {
		t.Errorf("%s and %s", ours, theirs)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), `"`+digest(t, image)+`"`) {
		t.Error("index.json does not name the manifest", err)
	}
}

func TestPushGivesARegistryTheSameImage(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	server := httptest.NewServer(registry.New(registry.Logger(log.New(io.Discard, "", 0))))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	root := repository(t)
	if err := command(root, "push", []string{"--to", host + "/team", "--insecure", "tool"}); err != nil {
		t.Fatal(err)
	}
	reference, err := name.ParseReference(host + "/team/tool:1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	pushed, err := remote.Image(reference)
	if err != nil {
		t.Fatal(err)
	}
	built, _ := build(t, root)
	if digest(t, pushed) != digest(t, built) {
		t.Error("the registry has another image")
	}
}
