package chart

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

var (
	metricInCode  = regexp.MustCompile(`"(davit\.lambda\.[a-z.]+)"`)
	metricInQuery = regexp.MustCompile(`davit_lambda_[a-z_]+`)
	suffix        = regexp.MustCompile(`(_seconds)?_(total|bucket|count|sum|max)$`)
)

// A panel for a metric that was renamed stays empty for ever, and nobody is told.
func TestDashboardsAskForMetricsThatThereAre(t *testing.T) {
	known := metrics(t)
	eachHelm(t, func(t *testing.T, helm string) {
		object := Find(render(t, helm, "--set", "metrics.dashboards.enabled=true"), "ConfigMap/davit-dashboards")
		if object == nil {
			t.Fatal("no dashboards although they are enabled")
		}
		if object.GetLabels()["grafana_dashboard"] != "1" {
			t.Error("Grafana's sidecar would not find them")
		}
		made, err := Typed(*object)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range made.(*corev1.ConfigMap).Data {
			var dashboard struct {
				Panels []struct{ Targets []struct{ Expr string } }
			}
			if err := json.Unmarshal([]byte(text), &dashboard); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			asked := 0
			for _, panel := range dashboard.Panels {
				for _, target := range panel.Targets {
					for _, metric := range metricInQuery.FindAllString(target.Expr, -1) {
						asked++
						if !known[suffix.ReplaceAllString(metric, "")] {
							t.Errorf("%s asks for %s, which the gateway does not have", name, metric)
						}
					}
				}
			}
			if asked < 10 {
				t.Errorf("%s asks for %d metrics only", name, asked)
			}
		}
	})
}

func metrics(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	err := filepath.WalkDir("../../gateway/src/main/java", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".java") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, match := range metricInCode.FindAllStringSubmatch(string(text), -1) {
			known[strings.ReplaceAll(match[1], ".", "_")] = true
		}
		return err
	})
	if err != nil || len(known) < 10 {
		t.Fatalf("the gateway's metrics were not found: %v, %v", known, err)
	}
	return known
}
