package netpol

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/knftables"

	"davit.dev/hack/node/kube/netpol/attach"
)

// server is an API server that knows pods by GET and policies by LIST; what the watches bring, a test puts into the
// mirrors itself.
type server struct {
	lock     sync.Mutex
	pods     map[string]*corev1.Pod
	policies []networking.NetworkPolicy
	version  string
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.lock.Lock()
	defer s.lock.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if strings.HasSuffix(r.URL.Path, "/networkpolicies") {
		list := networking.NetworkPolicyList{Items: s.policies, ListMeta: metav1.ListMeta{ResourceVersion: s.version}}
		list.APIVersion, list.Kind = "networking.k8s.io/v1", "NetworkPolicyList"
		_ = json.NewEncoder(w).Encode(list)
		return
	}
	pod := s.pods[r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]]
	if pod == nil {
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(metav1.Status{
			TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Status"}, Status: "Failure", Reason: metav1.StatusReasonNotFound, Code: 404, Message: "pod not found",
		})
		return
	}
	_ = json.NewEncoder(w).Encode(pod)
}

// failing is a table that cannot be written while it is told so.
type failing struct {
	*knftables.Fake
	lock sync.Mutex
	err  error
}

func (f *failing) Run(ctx context.Context, tx *knftables.Transaction) error {
	f.lock.Lock()
	defer f.lock.Unlock()
	if f.err != nil {
		return f.err
	}
	return f.Fake.Run(ctx, tx)
}

func (f *failing) fail(err error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.err = err
}

// setting is an enforcer of node "here" with a fake table, its mirrors filled and its loop running.
func setting(t *testing.T, folder string) (*Enforcer, *server, *failing) {
	t.Helper()
	api := &server{pods: map[string]*corev1.Pod{}, version: "10"}
	listener := httptest.NewServer(api)
	t.Cleanup(listener.Close)
	client, err := kubernetes.NewForConfig(&rest.Config{Host: listener.URL})
	if err != nil {
		t.Fatal(err)
	}
	table := &failing{Fake: knftables.NewFake(knftables.InetFamily, tableName)}
	e, err := NewEnforcer("here", client, NewWriter(table), folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, replace := range []func([]any, string) error{e.pods.Replace, e.namespaces.Replace, e.policies.Replace} {
		if err := replace(nil, "10"); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { e.loop(ctx); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended })
	return e, api, table
}

func podObject(name string) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{
		Namespace: "x", Name: name, UID: types.UID("uid-" + name), Labels: map[string]string{"pod": name}, ResourceVersion: "11",
	}}
	pod.APIVersion, pod.Kind, pod.Spec.NodeName = "v1", "Pod", "here"
	return pod
}

func link(name string) attach.Pod {
	return attach.Pod{
		Container: "sandbox-" + name, Namespace: "x", Name: name, UID: "uid-" + name, Interface: "lo", Address: "10.0.0.1",
	}
}

func denyAll(version string) networking.NetworkPolicy {
	p := policy("deny", labelled(), func(s *networking.NetworkPolicySpec) {
		s.PolicyTypes = []networking.PolicyType{"Ingress", "Egress"}
	})
	p.ResourceVersion, p.UID = version, "uid-deny"
	return *p
}

// isolated says whether the table holds the address as an isolated one.
func isolated(table *failing, address string) bool {
	table.lock.Lock()
	defer table.lock.Unlock()
	return table.Table.Maps[mapEgress].FindElement(address) != nil && table.Table.Maps[mapIngress].FindElement(address) != nil
}

// Invariant 1.
func TestAttachReturnsOnlyWhenThePoliciesOfThatMomentAreInForce(t *testing.T) {
	e, api, table := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	api.policies, api.version = []networking.NetworkPolicy{denyAll("12")}, "12"
	done := make(chan error, 1)
	go func() { done <- e.attach(t.Context(), link("a")) }()
	select {
	case err := <-done:
		t.Fatalf("returned before the policy was known: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	if err := e.policies.Add(new(denyAll("12"))); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if !isolated(table, "10.0.0.1") {
		t.Error("the pod may start, but is not isolated")
	}
}

// Invariant 1: a policy that is gone shall not be honoured either, as policies only ever allow more.
func TestAttachWaitsForADeletionToo(t *testing.T) {
	e, api, _ := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	if err := e.policies.Add(new(denyAll("12"))); err != nil {
		t.Fatal(err)
	}
	api.version = "14"
	done := make(chan error, 1)
	go func() { done <- e.attach(t.Context(), link("a")) }()
	select {
	case err := <-done:
		t.Fatalf("returned with a policy that is gone: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	if err := e.policies.Delete(new(denyAll("13"))); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

func TestAttachNeedsNoNewEventWhenTheMirrorIsEqual(t *testing.T) {
	e, api, table := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	api.policies, api.version = []networking.NetworkPolicy{denyAll("9")}, "400" // others' objects moved the version on
	if err := e.policies.Replace([]any{new(denyAll("9"))}, "10"); err != nil {
		t.Fatal(err)
	}
	if err := e.attach(t.Context(), link("a")); err != nil {
		t.Fatal(err)
	}
	if !isolated(table, "10.0.0.1") {
		t.Error("not isolated")
	}
}

func TestAttachRefusesAnotherPodOfTheName(t *testing.T) {
	e, api, _ := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	other := link("a")
	other.UID = "older"
	if err := e.attach(t.Context(), other); err == nil || !strings.Contains(err.Error(), "another one now") {
		t.Errorf("got %v", err)
	}
	if err := e.attach(t.Context(), link("unheard-of")); err == nil || !strings.Contains(err.Error(), "not found") {
		t.Errorf("got %v", err)
	}
}

func TestAttachTakesAStaticPodByTheMirrorOfIt(t *testing.T) {
	e, api, _ := setting(t, t.TempDir())
	mirrored := podObject("a")
	mirrored.UID, mirrored.Annotations = "of-the-mirror", map[string]string{mirrorOf: "uid-a"}
	api.pods["a"] = mirrored
	if err := e.attach(t.Context(), link("a")); err != nil {
		t.Error(err)
	}
}

func TestAPodDoesNotStartWhenItsRulesCannotBeWritten(t *testing.T) {
	e, api, table := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	table.fail(errors.New("no nft"))
	if err := e.attach(t.Context(), link("a")); err == nil || !strings.Contains(err.Error(), "no nft") {
		t.Errorf("got %v", err)
	}
	table.fail(nil)
	if err := e.attach(t.Context(), link("a")); err != nil {
		t.Error(err)
	}
}

func TestAPodKeepsItsPoliciesWhenItsObjectIsGone(t *testing.T) {
	folder := t.TempDir()
	e, api, table := setting(t, folder)
	api.pods["a"] = podObject("a")
	if err := e.policies.Replace([]any{new(denyAll("9"))}, "10"); err != nil {
		t.Fatal(err)
	}
	if err := e.pods.Add(podObject("a")); err != nil {
		t.Fatal(err)
	}
	if err := e.attach(t.Context(), link("a")); err != nil {
		t.Fatal(err)
	}
	if err := e.pods.Delete(podObject("a")); err != nil { // deleted by force: its processes may live on
		t.Fatal(err)
	}
	if err := e.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !isolated(table, "10.0.0.1") {
		t.Error("the pod is open")
	}
	again, _, second := setting(t, folder) // and over a restart of the enforcer
	if err := again.policies.Replace([]any{new(denyAll("9"))}, "10"); err != nil {
		t.Fatal(err)
	}
	if err := again.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !isolated(second, "10.0.0.1") {
		t.Error("the pod is open after a restart")
	}
	if err := again.answer(t.Context(), attach.Request{Detach: "sandbox-a"}); err != nil {
		t.Fatal(err)
	}
	if err := again.sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if isolated(second, "10.0.0.1") || len(second.Table.Sets[setAttached].Elements) != 0 {
		t.Error("the pod is detached, but still there")
	}
}

func TestAttachmentsWithoutTheirLinkAreForgotten(t *testing.T) {
	folder := t.TempDir()
	first, err := openAttachments(folder)
	if err != nil {
		t.Fatal(err)
	}
	gone := link("a")
	gone.Interface = "veth-of-nobody"
	if err := first.add(attachment{Pod: gone}); err != nil {
		t.Fatal(err)
	}
	second, err := openAttachments(folder)
	if err != nil || len(second.links) != 0 {
		t.Errorf("got %v, %v", second.links, err)
	}
	if err := second.remove("../../etc/passwd"); err == nil {
		t.Error("a path was taken for a container's id")
	}
}

func TestServeSpeaksWithThePlugin(t *testing.T) {
	e, api, _ := setting(t, t.TempDir())
	api.pods["a"] = podObject("a")
	socket := t.TempDir() + "/s"
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { ended <- e.Serve(ctx, socket) }()
	if err := attach.Call(socket, attach.Request{Attach: new(link("a"))}, 5*time.Second); err != nil {
		t.Error(err)
	}
	if err := attach.Call(socket, attach.Request{Attach: new(link("b"))}, 5*time.Second); err == nil {
		t.Error("a pod that nobody knows was attached")
	}
	if err := attach.Call(socket, attach.Request{}, 5*time.Second); err == nil || err.Error() != "a request for nothing" {
		t.Errorf("got %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if err := attach.Call(socket, attach.Request{Detach: "x"}, 50*time.Millisecond); err == nil {
		t.Error("nobody is there, and yet there was an answer")
	}
}

func TestAPodsNamedPortsAreThoseOfContainersAndSidecars(t *testing.T) {
	always := corev1.ContainerRestartPolicyAlways
	named := func(name string, number int32) []corev1.ContainerPort {
		return []corev1.ContainerPort{{Name: name, ContainerPort: number, Protocol: corev1.ProtocolUDP}, {ContainerPort: 9}}
	}
	pod := podObject("a")
	pod.Spec.InitContainers = []corev1.Container{{Ports: named("init", 1)}, {Ports: named("side", 2), RestartPolicy: &always}}
	pod.Spec.Containers = []corev1.Container{{Ports: named("main", 3)}}
	pod.Status.PodIPs = []corev1.PodIP{{IP: "2001:db8::1"}, {IP: "10.0.0.9"}}
	got := podOf(pod)
	if want := "[{main udp 3} {side udp 2}]"; fmt.Sprint(got.Ports) != want || got.Address != "10.0.0.9" || !got.applies {
		t.Errorf("got %+v", got)
	}
	pod.Status.Phase = corev1.PodFailed
	if podOf(pod).applies {
		t.Error("a pod that has ended counts")
	}
}
