package chart

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// eachHelm runs a test with every Helm at hand.
func eachHelm(t *testing.T, test func(t *testing.T, helm string)) {
	t.Helper()
	helms := Helms()
	if len(helms) == 0 {
		t.Fatal("no Helm: run hack/chart-test, or set HELM")
	}
	for _, helm := range helms {
		version, err := Run(helm, "version", "--template", "{{.Version}}")
		if err != nil {
			t.Fatal(err)
		}
		t.Run("helm-"+strings.TrimSpace(version), func(t *testing.T) { test(t, helm) })
	}
}

// eachValues runs a test with the chart rendered for every file of testdata/values.
func eachValues(t *testing.T, test func(t *testing.T, objects []Object)) {
	t.Helper()
	files, err := filepath.Glob("testdata/values/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatalf("testdata/values: %d files, %v", len(files), err)
	}
	eachHelm(t, func(t *testing.T, helm string) {
		for _, file := range files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
				objects, err := Render(helm, "--values", file)
				if err != nil {
					t.Fatal(err)
				}
				test(t, objects)
			})
		}
	})
}

func render(t *testing.T, helm string, args ...string) []Object {
	t.Helper()
	objects, err := Render(helm, args...)
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

func TestLintsStrictly(t *testing.T) {
	files, _ := filepath.Glob("testdata/values/*.yaml")
	eachHelm(t, func(t *testing.T, helm string) {
		for _, file := range files {
			if _, err := Run(helm, "lint", "--strict", chartDir, "--values", file); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestEveryFieldIsKnownToKubernetes(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for _, object := range objects {
			if _, err := Typed(object); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestEveryObjectIsNamedOnceAndLabelled(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		seen := map[string]bool{}
		for _, object := range objects {
			if seen[object.Key()] {
				t.Errorf("%s is there twice", object.Key())
			}
			seen[object.Key()] = true
			labels := object.GetLabels()
			if labels["app.kubernetes.io/name"] != "davit" || labels["app.kubernetes.io/managed-by"] != "Helm" {
				t.Errorf("%s lacks the standard labels: %v", object.Key(), labels)
			}
		}
	})
}

// Keys made in a template change at every render and break GitOps.
func TestRendersTheSameTwice(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		first := render(t, helm)
		second, err := RenderAnew(helm)
		if err != nil {
			t.Fatal(err)
		}
		for i := range first {
			if !bytes.Equal(first[i].YAML, second[i].YAML) {
				t.Errorf("%s changes from render to render", first[i].Key())
			}
		}
		for _, object := range first {
			if object.GetKind() == "Secret" {
				t.Errorf("%s: no secret belongs in a chart", object.Key())
			}
		}
	})
}

func TestNamesFollowRelease(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		for want, args := range map[string][]string{
			"davit-operator":   {release, chartDir},
			"x-davit-operator": {"x", chartDir},
			"fn-operator":      {"x", chartDir, "--set", "fullnameOverride=fn"},
		} {
			out, err := Run(helm, append([]string{"template"}, args...)...)
			if err != nil {
				t.Fatal(err)
			}
			objects, err := Parse([]byte(out))
			if err != nil {
				t.Fatal(err)
			}
			if Find(objects, "Deployment/"+want) == nil {
				t.Errorf("no Deployment/%s with %v", want, args)
			}
		}
	})
}
