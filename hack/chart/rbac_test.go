package chart

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	rbacv1 "k8s.io/api/rbac/v1"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The whole of the chart's RBAC, a line a grant: a wider right shows in review as a changed line.
func TestGrantsAreAsReviewed(t *testing.T) {
	eachHelm(t, func(t *testing.T, helm string) {
		var lines []string
		for _, object := range render(t, helm) {
			lines = append(lines, grants(t, object)...)
		}
		sort.Strings(lines)
		got := strings.Join(lines, "\n") + "\n"
		const golden = "testdata/rbac.golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("the chart's grants changed. If that is meant: hack/chart-test -update, and argue it in the commit.\n%s", difference(string(want), got))
		}
	})
}

func grants(t *testing.T, object Object) []string {
	t.Helper()
	made, err := Typed(object)
	if err != nil {
		t.Fatal(err)
	}
	switch made := made.(type) {
	case *rbacv1.ClusterRole:
		return lines("ClusterRole "+made.Name, made.Rules)
	case *rbacv1.Role:
		return lines("Role "+made.Name, made.Rules)
	case *rbacv1.ClusterRoleBinding:
		return []string{bound("ClusterRoleBinding "+made.Name, made.RoleRef, made.Subjects)}
	case *rbacv1.RoleBinding:
		return []string{bound("RoleBinding "+made.Name, made.RoleRef, made.Subjects)}
	}
	return nil
}

func lines(role string, rules []rbacv1.PolicyRule) []string {
	var lines []string
	for _, rule := range rules {
		verbs := slices.Sorted(slices.Values(rule.Verbs))
		for _, group := range rule.APIGroups {
			for _, resource := range rule.Resources {
				line := fmt.Sprintf("%s: %s %s", role, strings.Trim(resource+"."+group, "."), strings.Join(verbs, ","))
				if len(rule.ResourceNames) > 0 {
					line += " only " + strings.Join(rule.ResourceNames, ",")
				}
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func bound(binding string, role rbacv1.RoleRef, subjects []rbacv1.Subject) string {
	line := fmt.Sprintf("%s: %s %s to", binding, role.Kind, role.Name)
	for _, subject := range subjects {
		line += fmt.Sprintf(" %s %s/%s", subject.Kind, subject.Namespace, subject.Name)
	}
	return line
}

func difference(want, got string) string {
	before, after := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	for _, line := range before {
		if !slices.Contains(after, line) {
			fmt.Fprintln(&out, "-", line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			fmt.Fprintln(&out, "+", line)
		}
	}
	return out.String()
}

func TestNoGrantIsUnbounded(t *testing.T) {
	eachValues(t, func(t *testing.T, objects []Object) {
		for _, object := range objects {
			made, _ := Typed(object)
			role, ok := made.(*rbacv1.ClusterRole)
			if !ok {
				continue
			}
			for _, rule := range role.Rules {
				for _, words := range [][]string{rule.APIGroups, rule.Resources, rule.Verbs} {
					if slices.Contains(words, "*") {
						t.Errorf("%s grants *", object.Key())
					}
				}
				for _, verb := range []string{"escalate", "bind", "impersonate"} {
					if slices.Contains(rule.Verbs, verb) {
						t.Errorf("%s grants %s", object.Key(), verb)
					}
				}
				if slices.Contains(rule.Resources, "secrets") {
					t.Errorf("%s reads secrets of the whole cluster", object.Key())
				}
			}
		}
	})
}
