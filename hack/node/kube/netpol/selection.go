package netpol

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// selection finds pods by selectors, each pair of selectors once.
type selection struct {
	namespaces map[string]map[string]string
	byName     map[string][]*Pod // namespace -> its pods
	everybody  []*Pod
	found      map[string]*members
	selectors  map[string]selector
}

// members are the pods of a selection; the key stands for the selectors, not for the pods.
type members struct {
	key  string
	list []*Pod
}

type selector struct {
	labels.Selector
	text string
}

func (s selector) matches(set map[string]string) bool { return s.Matches(labels.Set(set)) }

func newSelection(snapshot Snapshot) selection {
	s := selection{
		namespaces: snapshot.Namespaces, byName: map[string][]*Pod{},
		found: map[string]*members{}, selectors: map[string]selector{},
	}
	for i := range snapshot.Pods {
		pod := &snapshot.Pods[i]
		if pod.Address != "" && !pod.Unknown {
			s.byName[pod.Namespace] = append(s.byName[pod.Namespace], pod)
			s.everybody = append(s.everybody, pod)
		}
	}
	return s
}

// selector reads a label selector; the API server has checked it, and one that it would not have taken selects nothing.
func (s *selection) selector(of *metav1.LabelSelector) selector {
	text := of.String()
	if known, there := s.selectors[text]; there {
		return known
	}
	parsed, err := metav1.LabelSelectorAsSelector(of)
	if err != nil {
		parsed = labels.Nothing()
	}
	s.selectors[text] = selector{parsed, parsed.String()}
	return s.selectors[text]
}

// pods are those that a peer's selectors mean: without a namespace selector the policy's own namespace, without a pod
// selector every pod.
func (s *selection) pods(namespace string, inNamespaces, ofPods *metav1.LabelSelector) *members {
	if ofPods == nil {
		ofPods = &metav1.LabelSelector{}
	}
	pod, where := s.selector(ofPods), "in "+namespace
	if inNamespaces != nil {
		where = "where " + s.selector(inNamespaces).text
	}
	key := hash(where, pod.text)
	if known, there := s.found[key]; there {
		return known
	}
	selected := &members{key: key}
	take := func(pods []*Pod) {
		for _, p := range pods {
			if pod.matches(p.Labels) {
				selected.list = append(selected.list, p)
			}
		}
	}
	if inNamespaces == nil {
		take(s.byName[namespace])
	} else {
		chosen := s.selector(inNamespaces)
		for name, pods := range s.byName {
			if set, known := s.namespaces[name]; known && chosen.matches(set) {
				take(pods)
			}
		}
	}
	s.found[key] = selected
	return selected
}

func (s *selection) all() *members { return &members{key: "everybody", list: s.everybody} }

func (m *members) addresses(yield func(string) bool) {
	for _, pod := range m.list {
		if !yield(pod.Address) {
			return
		}
	}
}

// hash is a short name for texts.
func hash(texts ...string) string {
	sum := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(sum, "%d:%s", len(text), text)
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}
