// Package chart tests the Helm chart: it renders it as users do and judges what comes out.
package chart

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

const (
	root      = "../.."
	chartDir  = root + "/helm/davit"
	release   = "davit"
	namespace = "davit-system"
)

// Object is one rendered Kubernetes object: as parsed, and as the chart wrote it.
type Object struct {
	unstructured.Unstructured
	YAML []byte
}

// Key names an object in messages and golden files.
func (o Object) Key() string { return o.GetKind() + "/" + o.GetName() }

// Helms are the Helm programs to test with: $HELM and, if given, $HELM3; else helm on the PATH.
func Helms() []string {
	var found []string
	for _, variable := range []string{"HELM", "HELM3"} {
		if program := os.Getenv(variable); program != "" {
			found = append(found, program)
		}
	}
	if len(found) > 0 {
		return found
	}
	if program, err := exec.LookPath("helm"); err == nil {
		return []string{program}
	}
	return nil
}

// Run runs Helm and returns its output; its error carries what Helm said.
func Run(helm string, args ...string) (string, error) {
	var out, complaint bytes.Buffer
	command := exec.Command(helm, args...)
	command.Env = append(os.Environ(), "KUBECONFIG=/dev/null")
	command.Stdout, command.Stderr = &out, &complaint
	if err := command.Run(); err != nil {
		return out.String(), fmt.Errorf("%s %s: %w\n%s%s", filepath.Base(helm), args[0], err, out.String(), complaint.String())
	}
	return out.String(), nil
}

// rendered remembers renders: most tests look at the same few.
var rendered = map[string][]Object{}

// Render renders the chart with more arguments for `helm template`; equal calls are rendered once.
func Render(helm string, args ...string) ([]Object, error) {
	key := helm + " " + strings.Join(args, " ")
	if objects, done := rendered[key]; done {
		return objects, nil
	}
	objects, err := RenderAnew(helm, args...)
	if err == nil {
		rendered[key] = objects
	}
	return objects, err
}

// RenderAnew renders the chart without remembering it.
func RenderAnew(helm string, args ...string) ([]Object, error) {
	all := append([]string{"template", release, chartDir, "--namespace", namespace}, args...)
	out, err := Run(helm, all...)
	if err != nil {
		return nil, err
	}
	return Parse([]byte(out))
}

// Parse splits a stream of YAML documents into objects.
func Parse(stream []byte) ([]Object, error) {
	var objects []Object
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(stream)))
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		var content map[string]any
		if err := yaml.UnmarshalStrict(document, &content); err != nil {
			return nil, fmt.Errorf("%w in\n%s", err, document)
		}
		if len(content) == 0 {
			continue
		}
		objects = append(objects, Object{Unstructured: unstructured.Unstructured{Object: content}, YAML: document})
	}
}

// Find returns the object of that key ("Kind/name"), or nil.
func Find(objects []Object, key string) *Object {
	for i := range objects {
		if objects[i].Key() == key {
			return &objects[i]
		}
	}
	return nil
}

// IsHook tells whether Helm runs the object as a hook of that event.
func IsHook(object Object, event string) bool {
	return strings.Contains(object.GetAnnotations()["helm.sh/hook"], event)
}
