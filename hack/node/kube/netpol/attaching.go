package netpol

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/klog/v2"

	"davit.dev/hack/node/kube/netpol/attach"
)

// How long a pod's start waits for its policies before it fails, for the kubelet to try again.
const attachPatience = 15 * time.Second

// Serve answers the network plugin at the socket until the context ends.
func (e *Enforcer) Serve(ctx context.Context, socket string) error {
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	defer context.AfterFunc(ctx, func() { listener.Close() })()
	if err := os.Chmod(socket, 0o600); err != nil {
		return err
	}
	for {
		connection, err := listener.Accept()
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		go e.serve(ctx, connection)
	}
}

func (e *Enforcer) serve(ctx context.Context, connection net.Conn) {
	defer connection.Close()
	ctx, cancel := context.WithTimeoutCause(ctx, attachPatience, errors.New("the NetworkPolicies are not in force yet"))
	defer cancel()
	_ = connection.SetDeadline(time.Now().Add(attachPatience + time.Second))
	var request attach.Request
	err := json.NewDecoder(connection).Decode(&request)
	if err == nil {
		err = e.answer(ctx, request)
	}
	response := attach.Response{Done: err == nil}
	if err != nil {
		response.Error = err.Error()
	}
	_ = json.NewEncoder(connection).Encode(response)
}

func (e *Enforcer) answer(ctx context.Context, request attach.Request) error {
	switch {
	case request.Attach != nil:
		return e.attach(ctx, *request.Attach)
	case request.Detach != "":
		err := e.attached.remove(request.Detach)
		e.onEvent(true)
		return err
	}
	return errors.New("a request for nothing")
}

// attach returns when the pod's policies are in force: those that the API server has at this moment, or newer ones.
func (e *Enforcer) attach(ctx context.Context, pod attach.Pod) error {
	begin := time.Now()
	known, err := e.identify(ctx, pod)
	if err != nil {
		return err
	}
	if err := e.catchUp(ctx, pod.Namespace); err != nil {
		return err
	}
	current := time.Since(begin)
	if err := e.attached.add(attachment{Pod: pod, Known: &known}); err != nil {
		return err
	}
	if err := e.sync(ctx); err != nil {
		_ = e.attached.remove(pod.Container)
		e.onEvent(true)
		return err
	}
	klog.InfoS("Attached", "pod", klog.KRef(pod.Namespace, pod.Name), "address", pod.Address,
		"policiesKnown", current.Round(time.Microsecond), "inForce", time.Since(begin).Round(time.Microsecond))
	return nil
}

// identify finds the pod's labels and ports; the watch may be behind the kubelet, so the API server is asked then.
func (e *Enforcer) identify(ctx context.Context, pod attach.Pod) (Pod, error) {
	if seen, there := e.pods.get(key(pod.Namespace, pod.Name)); there && seen.is(pod.UID) {
		return seen.Pod, nil
	}
	object, err := e.client.CoreV1().Pods(pod.Namespace).Get(ctx, pod.Name, metav1.GetOptions{})
	if err != nil {
		return Pod{}, err
	}
	seen := podOf(object)
	if !seen.is(pod.UID) {
		return Pod{}, fmt.Errorf("pod %s/%s is another one now: its UID is %s, not %s", pod.Namespace, pod.Name, object.UID, pod.UID)
	}
	return seen.Pod, nil
}

// catchUp waits until the mirror of policies is no older, for the namespace, than the API server is now.
func (e *Enforcer) catchUp(ctx context.Context, namespace string) error {
	list, err := e.client.NetworkingV1().NetworkPolicies(namespace).List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	for {
		e.lock.Lock()
		event := e.event
		e.lock.Unlock()
		if e.policies.hasSeen(list.ResourceVersion) || e.holds(namespace, list.Items) {
			return nil
		}
		select {
		case <-event:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// holds says whether the mirror has exactly these policies of a namespace.
func (e *Enforcer) holds(namespace string, listed []networking.NetworkPolicy) bool {
	held := 0
	for _, policy := range e.policies.all() {
		if policy.Namespace == namespace {
			held++
		}
	}
	for _, policy := range listed {
		mine, there := e.policies.get(key(namespace, policy.Name))
		if !there || mine.UID != policy.UID || mine.ResourceVersion != policy.ResourceVersion {
			return false
		}
	}
	return held == len(listed)
}
