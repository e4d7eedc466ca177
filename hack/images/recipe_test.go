package main

import (
	"reflect"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

func TestTheRepositorysRecipesAreValid(t *testing.T) {
	recipes, err := findRecipes("../..")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"example-go-image", "example-node-image", "example-python-image", "example-task", "gateway", "nats", "operator", "runtime-java25", "runtime-nodejs22.x", "runtime-provided.al2023", "runtime-python3.11"}
	if names := imageNames(recipes); !reflect.DeepEqual(names, want) {
		t.Errorf("%v", names)
	}
}

func TestAWrongRecipeIsRefusedWithAReason(t *testing.T) {
	for reason, text := range map[string]string{
		"name is missing":             "layers: []",
		"field flavour not found":     "name: a\nflavour: b",
		"0 layers in all":             "name: a",
		"6 layers in all":             "name: a\nlayers: [{}, {}, {}, {}, {}, {}]",
		`there is no base recipe "b"`: "name: a\nbase: b\nlayers: [{}]",
		"images run as 1000:1000":     "name: a\nlayers: [{}]\nconfig: {user: root}",
		"the bases go round":          "name: a\nbase: a\nlayers: [{}]",
	} {
		root := t.TempDir()
		write(t, root, "a/image.yaml", text, 0o644)
		if _, err := findRecipes(root); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestTwoRecipesOfOneNameAreRefused(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a/image.yaml", recipeText, 0o644)
	write(t, root, "b/image.yaml", recipeText, 0o644)
	if _, err := findRecipes(root); err == nil || !strings.Contains(err.Error(), "both make") {
		t.Error(err)
	}
}

func TestAMissingMavenOutputSaysHowToBuildIt(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	root := repository(t)
	write(t, root, "tool/image.yaml", strings.Replace(recipeText, "from: content", "from: target/app", 1), 0o644)
	if err := command(root, "build", nil); err == nil || !strings.Contains(err.Error(), "hack/mvn -pl tool -am package") {
		t.Error(err)
	}
}

func TestAnUnknownImageIsAnsweredWithThoseThereAre(t *testing.T) {
	t.Setenv("DAVIT_CACHE", t.TempDir())
	if err := command(repository(t), "build", []string{"other"}); err == nil || !strings.Contains(err.Error(), "there are tool") {
		t.Error(err)
	}
}

func TestTheCommandLineIsTheImagesUnlessTold(t *testing.T) {
	config := v1.Config{Entrypoint: []string{"e"}, Cmd: []string{"c"}}
	for _, test := range []struct {
		entrypoint, args, want string
	}{{"", "", "e c"}, {"", "x y", "e x y"}, {"p", "x", "p x"}} {
		if got := strings.Join(commandLine(config, test.entrypoint, strings.Fields(test.args)), " "); got != test.want {
			t.Errorf("%q, not %q", got, test.want)
		}
	}
}
