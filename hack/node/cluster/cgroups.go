package cluster

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// hierarchy is a mounted cgroup tree: one of several of version 1, or the one of version 2.
type hierarchy struct {
	mount   string
	version int
}

func hierarchies() ([]hierarchy, error) {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	return parseHierarchies(string(text)), nil
}

func parseHierarchies(mountinfo string) (found []hierarchy) {
	for line := range strings.Lines(mountinfo) {
		head, tail, ok := strings.Cut(line, " - ")
		fields, kind := strings.Fields(head), strings.Fields(tail)
		if !ok || len(fields) < 5 || len(kind) == 0 || !strings.HasPrefix(fields[4], "/sys/fs/cgroup") {
			continue
		}
		switch kind[0] {
		case "cgroup":
			found = append(found, hierarchy{fields[4], 1})
		case "cgroup2":
			found = append(found, hierarchy{fields[4], 2})
		}
	}
	return found
}

// createCgroups makes a root of the cluster's own control groups, below which a kubelet keeps all pods. One below
// another root comes after that one.
func createCgroups(name string) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	for _, h := range all {
		if h.version == 2 && len(all) > 1 {
			continue // hybrid: the controllers are in version 1
		}
		if h.version == 2 {
			enableControllers(filepath.Dir(filepath.Join(h.mount, name)))
		}
		folder := filepath.Join(h.mount, name)
		if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("create control group: %w", err)
		}
		for _, file := range []string{"cpuset.cpus", "cpuset.mems"} { // version 1 starts with none
			if text, err := os.ReadFile(filepath.Join(h.mount, file)); err == nil && h.version == 1 {
				if err := os.WriteFile(filepath.Join(folder, file), text, 0o644); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// enableControllers hands the controllers down; one that cannot be is for the kubelet to complain about.
func enableControllers(mount string) {
	text, _ := os.ReadFile(filepath.Join(mount, "cgroup.controllers"))
	for controller := range strings.FieldsSeq(string(text)) {
		_ = os.WriteFile(filepath.Join(mount, "cgroup.subtree_control"), []byte("+"+controller), 0o644)
	}
}

// removeCgroups ends what may still run in the cluster's control groups and removes them.
func removeCgroups(name string) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	for _, h := range all {
		root := filepath.Join(h.mount, name)
		for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			if _, err = os.Stat(root); errors.Is(err, fs.ErrNotExist) {
				break
			}
			if err = removeTree(root); err == nil {
				break
			}
			if time.Now().After(deadline) {
				return fmt.Errorf("remove control group %s: %w", root, err)
			}
		}
	}
	return nil
}

// removeTree removes a control group bottom up. Its processes are the cluster's by its name.
func removeTree(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			if err := removeTree(filepath.Join(folder, entry.Name())); err != nil {
				return err
			}
		}
	}
	text, _ := os.ReadFile(filepath.Join(folder, "cgroup.procs"))
	for id := range strings.FieldsSeq(string(text)) {
		if pid, err := strconv.Atoi(id); err == nil && pid > 1 {
			_ = syscall.Kill(pid, syscall.SIGKILL)
		}
	}
	return syscall.Rmdir(folder)
}
