package netpol

import (
	"context"
	"fmt"
	"maps"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/resourceversion"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
)

// mirror holds of one kind of the API's objects what the enforcer needs. The reflector writes it without a queue
// between, so `seen` says exactly what it holds.
type mirror[T any] struct {
	of      func(object metav1.Object) T
	equal   func(a, b T) bool
	changed func(matters bool)

	lock    sync.RWMutex
	objects map[string]T // by namespace/name
	seen    string       // the latest resource version
}

// newMirror holds what `of` makes of objects; changed is told of every event, and whether what is held changed by it.
func newMirror[T any](of func(metav1.Object) T, equal func(a, b T) bool, changed func(matters bool)) *mirror[T] {
	return &mirror[T]{of: of, equal: equal, changed: changed, objects: map[string]T{}}
}

// watch mirrors a resource of all namespaces until the context ends.
func (m *mirror[T]) watch(ctx context.Context, client rest.Interface, resource string, kind runtime.Object) {
	lw := cache.NewListWatchFromClient(client, resource, metav1.NamespaceAll, fields.Everything())
	cache.NewReflectorWithOptions(lw, kind, m, cache.ReflectorOptions{Name: "netpol/" + resource}).RunWithContext(ctx)
}

// Add is the reflector's.
func (m *mirror[T]) Add(object any) error { return m.put(object, false) }

// Update is the reflector's.
func (m *mirror[T]) Update(object any) error { return m.put(object, false) }

// Delete is the reflector's.
func (m *mirror[T]) Delete(object any) error { return m.put(object, true) }

// Resync is the reflector's; there is nothing to do.
func (m *mirror[T]) Resync() error { return nil }

// Bookmark is the reflector's: nothing changed up to a version.
func (m *mirror[T]) Bookmark(version string) error {
	m.lock.Lock()
	m.seen = version
	m.lock.Unlock()
	m.changed(false)
	return nil
}

// Replace is the reflector's: a whole new list.
func (m *mirror[T]) Replace(objects []any, version string) error {
	fresh := map[string]T{}
	for _, any := range objects {
		object, ok := any.(metav1.Object)
		if !ok {
			return fmt.Errorf("a %T in the list", any)
		}
		fresh[key(object.GetNamespace(), object.GetName())] = m.of(object)
	}
	m.lock.Lock()
	m.objects, m.seen = fresh, version
	m.lock.Unlock()
	m.changed(true)
	return nil
}

func (m *mirror[T]) put(any any, gone bool) error {
	object, ok := any.(metav1.Object)
	if !ok {
		return fmt.Errorf("an event with a %T", any)
	}
	name := key(object.GetNamespace(), object.GetName())
	m.lock.Lock()
	old, there := m.objects[name]
	matters := there
	if gone {
		delete(m.objects, name)
	} else {
		now := m.of(object)
		m.objects[name] = now
		matters = !there || !m.equal(old, now)
	}
	m.seen = object.GetResourceVersion()
	m.lock.Unlock()
	m.changed(matters)
	return nil
}

func (m *mirror[T]) get(name string) (T, bool) {
	m.lock.RLock()
	defer m.lock.RUnlock()
	object, there := m.objects[name]
	return object, there
}

func (m *mirror[T]) all() map[string]T {
	m.lock.RLock()
	defer m.lock.RUnlock()
	return maps.Clone(m.objects)
}

// synced says whether a first list has come.
func (m *mirror[T]) synced() bool {
	m.lock.RLock()
	defer m.lock.RUnlock()
	return m.seen != ""
}

// hasSeen says whether the mirror is at least as new as a resource version of its kind.
func (m *mirror[T]) hasSeen(version string) bool {
	m.lock.RLock()
	defer m.lock.RUnlock()
	order, err := resourceversion.CompareResourceVersion(m.seen, version)
	return err == nil && order >= 0
}

func key(namespace, name string) string { return namespace + "/" + name }
