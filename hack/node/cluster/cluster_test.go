package cluster

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"davit.dev/hack/node/supervisor"
)

func TestNewTakesOnlyNamesThatFitEverywhere(t *testing.T) {
	for name, good := range map[string]bool{
		"davit": true, "a": true, "it-2": true, "": false, "-a": false, "a-": false, "A": false, "a/b": false, "..": false,
		"a23456789012345678901234567890": true, "a234567890123456789012345678901": false,
	} {
		if _, err := New("/cache", name); (err == nil) != good {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestParseHierarchies(t *testing.T) {
	const hybrid = `30 24 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
32 30 0:28 / /sys/fs/cgroup/unified rw,relatime shared:4 - cgroup2 cgroup2 rw
33 24 0:29 / /mnt/other rw - cgroup2 cgroup2 rw
`
	want := []hierarchy{{"/sys/fs/cgroup/cpu", 1}, {"/sys/fs/cgroup/unified", 2}}
	if got := parseHierarchies(hybrid); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestAProcessIsKnownByItsStartToo(t *testing.T) {
	me := process{PID: os.Getpid(), Start: startTime(os.Getpid())}
	if me.Start == "" || !me.alive() {
		t.Errorf("this process is not alive: %v", me)
	}
	me.Start += "1"
	if me.alive() {
		t.Error("another process of the same id is taken for this one")
	}
}

func TestLockIsHeldUntilItIsGivenUp(t *testing.T) {
	path := t.TempDir() + "/lock"
	unlock, err := lockFile(path, "test")
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan struct{})
	go func() {
		unlockAgain, err := lockFile(path, "test")
		if err == nil {
			close(second)
			unlockAgain()
		}
	}()
	select {
	case <-second:
		t.Fatal("two hold the lock")
	case <-time.After(50 * time.Millisecond):
	}
	unlock()
	select {
	case <-second:
	case <-time.After(5 * time.Second):
		t.Fatal("the lock was not handed on")
	}
}

func TestUpRefusesARunningClusterOfAnotherShape(t *testing.T) {
	c := Cluster{Name: "it", Folder: t.TempDir()}
	config := supervisor.Config{Nodes: supervisor.NewNodes("it", 2, []string{"a", "b"}), Folder: c.Folder, Outside: true}
	if err := config.Save(); err != nil {
		t.Fatal(err)
	}
	if err := c.isLike(UpOptions{Nodes: 2, Zones: []string{"a", "b"}, Outside: true}); err != nil {
		t.Error(err)
	}
	if err := c.isLike(UpOptions{}); err != nil {
		t.Error(err)
	}
	for _, other := range []UpOptions{{Nodes: 1}, {Nodes: 2, Outside: true}, {Nodes: 2, Zones: []string{"a", "b"}}} {
		if err := c.isLike(other); err == nil || !strings.Contains(err.Error(), "--nodes 2 --zones a,b --outside") {
			t.Errorf("%+v: got %v", other, err)
		}
	}
}

func TestTail(t *testing.T) {
	path := t.TempDir() + "/log"
	if err := os.WriteFile(path, []byte("1\n2\n3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := tail(path, 2); got != "2\n3" {
		t.Errorf("got %q", got)
	}
}
