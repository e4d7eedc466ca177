package netpol

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/klog/v2"
)

// Enforcer keeps one node's table equal to what the API server's policies mean for the pods attached to it.
type Enforcer struct {
	node       string
	client     kubernetes.Interface
	writer     *Writer
	attached   *attachments
	pods       *mirror[seenPod]
	namespaces *mirror[map[string]string]
	policies   *mirror[*networking.NetworkPolicy]

	lock    sync.Mutex
	dirty   bool
	waiters []chan error  // told when a pass that began after their coming has ended
	event   chan struct{} // closed and made anew with each event of a mirror
	wake    chan struct{}
}

// NewEnforcer is for the named node; folder keeps what is attached over a restart.
func NewEnforcer(node string, client kubernetes.Interface, writer *Writer, folder string) (*Enforcer, error) {
	attached, err := openAttachments(folder)
	if err != nil {
		return nil, err
	}
	e := &Enforcer{
		node: node, client: client, writer: writer, attached: attached,
		event: make(chan struct{}), wake: make(chan struct{}, 1),
	}
	e.pods = newMirror(func(o metav1.Object) seenPod { return podOf(o.(*corev1.Pod)) }, samePod, e.onEvent)
	e.namespaces = newMirror(metav1.Object.GetLabels, maps.Equal[map[string]string, map[string]string], e.onEvent)
	e.policies = newMirror(func(o metav1.Object) *networking.NetworkPolicy {
		p := o.(*networking.NetworkPolicy)
		p.ManagedFields = nil
		return p
	}, func(a, b *networking.NetworkPolicy) bool { return a.UID == b.UID && reflect.DeepEqual(a.Spec, b.Spec) }, e.onEvent)
	return e, nil
}

// Run enforces until the context ends. The rules stay when it does.
func (e *Enforcer) Run(ctx context.Context) {
	go e.pods.watch(ctx, e.client.CoreV1().RESTClient(), "pods", &corev1.Pod{})
	go e.namespaces.watch(ctx, e.client.CoreV1().RESTClient(), "namespaces", &corev1.Namespace{})
	go e.policies.watch(ctx, e.client.NetworkingV1().RESTClient(), "networkpolicies", &networking.NetworkPolicy{})
	e.loop(ctx)
}

func (e *Enforcer) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
			e.pass(ctx)
		}
	}
}

// pass brings the table up to date, once for however many events came since the last one.
func (e *Enforcer) pass(ctx context.Context) {
	if !e.pods.synced() || !e.namespaces.synced() || !e.policies.synced() {
		return // what an earlier enforcer wrote holds until all is known; the mirrors' first lists wake us
	}
	e.lock.Lock()
	dirty, waiters := e.dirty, e.waiters
	e.dirty, e.waiters = false, nil
	e.lock.Unlock()
	if !dirty {
		return
	}
	begin := time.Now()
	pods := e.pods.all()
	state := snapshot(e.node, pods, e.attached.learn(pods))
	state.Policies = slices.Collect(maps.Values(e.policies.all()))
	state.Namespaces = map[string]map[string]string{}
	for name, labels := range e.namespaces.all() {
		state.Namespaces[strings.TrimPrefix(name, key("", ""))] = labels
	}
	rules := Compile(state)
	compiled := time.Since(begin)
	changes, err := e.writer.Apply(ctx, rules)
	for _, waiter := range waiters {
		waiter <- err
	}
	switch {
	case err != nil:
		klog.ErrorS(err, "The rules are not up to date; trying again", "pods", len(state.Pods), "policies", len(state.Policies))
		time.AfterFunc(time.Second, func() { e.onEvent(true) })
	case changes > 0:
		klog.InfoS("Applied", "changes", changes, "pods", len(state.Pods), "policies", len(state.Policies),
			"compile", compiled.Round(time.Microsecond), "took", time.Since(begin).Round(time.Microsecond))
	}
}

// onEvent wakes those who wait for a mirror, and the next pass when the event matters.
func (e *Enforcer) onEvent(matters bool) {
	e.lock.Lock()
	close(e.event)
	e.event = make(chan struct{})
	e.dirty = e.dirty || matters
	e.lock.Unlock()
	if matters {
		e.poke()
	}
}

func (e *Enforcer) poke() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

// sync returns when the table holds everything that was known at the call.
func (e *Enforcer) sync(ctx context.Context) error {
	done := make(chan error, 1)
	e.lock.Lock()
	e.dirty = true
	e.waiters = append(e.waiters, done)
	e.lock.Unlock()
	e.poke()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
