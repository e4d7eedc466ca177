package netpol

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/kubernetes/test/e2e/framework"
	imageutils "k8s.io/kubernetes/test/utils/image"
)

// starts is how many pods are started against a policy that was made in the moment before.
const starts = 100

// TestNoPodStartsBeforeItsPolicies starts pods whose first instruction connects to a server. Each one's policy is created
// right before the pod, and nobody waits in between: the first packet of each must be dropped. As many pods without a
// policy, between them, show that the first packet would arrive.
func TestNoPodStartsBeforeItsPolicies(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	w := newWindow(t, ctx)
	server := w.start(ctx, pod("server", nil, "porter"), func(p *corev1.Pod) bool { return p.Status.Phase == corev1.PodRunning })
	var workers sync.WaitGroup
	slots := make(chan struct{}, 8)
	exits := make([]int32, 2*starts)
	for i := range exits {
		slots <- struct{}{}
		workers.Go(func() {
			defer func() { <-slots }()
			name := fmt.Sprintf("client-%03d", i)
			if i%2 == 0 {
				w.denyEgress(ctx, name)
			}
			ended := w.start(ctx, pod(name, map[string]string{"client": name}, "connect", server.Status.PodIP+":80", "--timeout=1500ms"),
				func(p *corev1.Pod) bool {
					return p.Status.Phase == corev1.PodSucceeded || p.Status.Phase == corev1.PodFailed
				})
			exits[i] = 99
			if ended != nil && len(ended.Status.ContainerStatuses) == 1 && ended.Status.ContainerStatuses[0].State.Terminated != nil {
				exits[i] = ended.Status.ContainerStatuses[0].State.Terminated.ExitCode
			}
		})
	}
	workers.Wait()
	open, closed := 0, 0
	for i, exit := range exits {
		if i%2 == 0 && exit == 1 {
			closed++
		} else if i%2 == 1 && exit == 0 {
			open++
		}
	}
	t.Logf("with a policy %d of %d were closed from the first instruction; without one %d of %d were open", closed, starts, open, starts)
	if closed != starts || open != starts {
		t.Errorf("exit codes: %v", exits)
	}
}

type window struct {
	t         *testing.T
	client    kubernetes.Interface
	namespace string
}

// newWindow has a namespace of its own that is deleted after the test.
func newWindow(t *testing.T, ctx context.Context) window {
	config, err := framework.LoadConfig()
	if err != nil {
		t.Fatal(err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	namespace, err := client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "window-"}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = client.CoreV1().Namespaces().Delete(context.Background(), namespace.Name, metav1.DeleteOptions{})
	})
	return window{t, client, namespace.Name}
}

func (w window) denyEgress(ctx context.Context, name string) {
	policy := &networking.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Name: name}}
	policy.Spec.PodSelector.MatchLabels = map[string]string{"client": name}
	policy.Spec.PolicyTypes = []networking.PolicyType{networking.PolicyTypeEgress}
	if _, err := w.client.NetworkingV1().NetworkPolicies(w.namespace).Create(ctx, policy, metav1.CreateOptions{}); err != nil {
		w.t.Errorf("create policy %s: %v", name, err)
	}
}

// start creates a pod and returns it when it is as wanted.
func (w window) start(ctx context.Context, pod *corev1.Pod, wanted func(*corev1.Pod) bool) *corev1.Pod {
	pods := w.client.CoreV1().Pods(w.namespace)
	for { // the namespace's default service account is there in a moment
		_, err := pods.Create(ctx, pod, metav1.CreateOptions{})
		if err == nil {
			break
		}
		if ctx.Err() != nil {
			w.t.Errorf("create pod %s: %v", pod.Name, err)
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	watch, err := pods.Watch(ctx, metav1.SingleObject(metav1.ObjectMeta{Name: pod.Name}))
	if err != nil {
		w.t.Errorf("watch pod %s: %v", pod.Name, err)
		return nil
	}
	defer watch.Stop()
	for event := range watch.ResultChan() {
		if seen, ok := event.Object.(*corev1.Pod); ok && wanted(seen) {
			return seen
		}
	}
	w.t.Errorf("pod %s did not get there: %v", pod.Name, ctx.Err())
	return nil
}

func pod(name string, labels map[string]string, arguments ...string) *corev1.Pod {
	no, grace := false, int64(0)
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels},
		Spec: corev1.PodSpec{
			RestartPolicy: corev1.RestartPolicyNever, AutomountServiceAccountToken: &no, TerminationGracePeriodSeconds: &grace,
			Containers: []corev1.Container{{
				Name: "main", Image: imageutils.GetE2EImage(imageutils.Agnhost), Command: append([]string{"/agnhost"}, arguments...),
				Env: []corev1.EnvVar{{Name: "SERVE_TCP_PORT_80", Value: "hello"}},
			}},
		},
	}
}
