package chart

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"sigs.k8s.io/yaml"
)

// The API server keeps what `kubectl apply` sends in an annotation of at most this size.
const annotationLimit = 262144

func TestCRDsAreTheGeneratedOnesAndKept(t *testing.T) {
	files, err := filepath.Glob(root + "/crds/generated/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no generated CRDs: %v", err)
	}
	eachHelm(t, func(t *testing.T, helm string) {
		objects := render(t, helm)
		count := 0
		for _, object := range objects {
			if object.GetKind() == "CustomResourceDefinition" {
				count++
			}
		}
		if count != len(files) {
			t.Errorf("the chart has %d CRDs, crds/generated has %d: run hack/sync-crds", count, len(files))
		}
		for _, file := range files {
			requireSameCRD(t, objects, file)
		}
	})
}

func requireSameCRD(t *testing.T, objects []Object, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(content) >= annotationLimit {
		t.Errorf("%s has %d bytes: plain kubectl apply would fail", file, len(content))
	}
	generated, err := Parse(content)
	if err != nil || len(generated) != 1 {
		t.Fatalf("%s: %d objects, %v", file, len(generated), err)
	}
	rendered := Find(objects, generated[0].Key())
	if rendered == nil {
		t.Errorf("the chart lacks %s: run hack/sync-crds", generated[0].Key())
		return
	}
	if !reflect.DeepEqual(rendered.Object["spec"], generated[0].Object["spec"]) {
		t.Errorf("%s differs in the chart: run hack/sync-crds", generated[0].Key())
	}
	if rendered.GetAnnotations()["helm.sh/resource-policy"] != "keep" {
		t.Errorf("%s would be deleted with the release, and every object of its kind", rendered.Key())
	}
}

func TestModeNoneBringsNoCRD(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for _, object := range render(t, helm, "--set", "crds.mode=none") {
			if object.GetKind() == "CustomResourceDefinition" {
				t.Errorf("%s is there", object.Key())
			}
		}
	})
}

// kubectl and Helm read an unquoted OFF as a boolean, and the API server then takes no text for it.
func TestEveryValueOfATextIsAText(t *testing.T) {
	files, err := filepath.Glob(root + "/crds/generated/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no generated CRDs: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var crd any
		if err := yaml.Unmarshal(content, &crd); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		requireTexts(t, filepath.Base(file), crd)
	}
}

func requireTexts(t *testing.T, at string, node any) {
	t.Helper()
	switch node := node.(type) {
	case map[string]any:
		values, _ := node["enum"].([]any)
		for _, value := range values {
			if _, text := value.(string); node["type"] == "string" && !text {
				t.Errorf("%s: %v is read as a %T: quote it", at, value, value)
			}
		}
		for name, child := range node {
			requireTexts(t, at+"."+name, child)
		}
	case []any:
		for _, child := range node {
			requireTexts(t, at, child)
		}
	}
}
