package cluster

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Down ends the cluster and removes all of it; one that is not there is fine.
func (c Cluster) Down() error {
	unlock, err := c.lock()
	if err != nil {
		return err
	}
	defer unlock()
	begin := time.Now()
	if err := os.RemoveAll(c.failedLogs()); err != nil {
		return err
	}
	if _, err := os.Stat(c.Folder); os.IsNotExist(err) {
		fmt.Fprintf(os.Stderr, "cluster %s is not up\n", c.Name)
		return c.clean()
	}
	if err := c.clean(); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "cluster %s is gone (%.1fs)\n", c.Name, time.Since(begin).Seconds())
	return nil
}

// clean removes whatever an earlier run of this cluster left: its processes, control groups and folder.
func (c Cluster) clean() error {
	if supervisor, alive := c.supervisor(); alive {
		if err := supervisor.end(4 * time.Second); err != nil {
			return err
		}
	}
	if err := removeCgroups(c.cgroup()); err != nil {
		return err
	}
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return err
	}
	if strings.Contains(string(text), " "+c.Folder+"/") {
		return fmt.Errorf("something is mounted below %s: unmount it first", c.Folder)
	}
	return os.RemoveAll(c.Folder)
}

func (c Cluster) failedLogs() string { return c.Folder + ".failed" }

// keepLogs saves the logs of a failed start from the cleaning, beside the cluster's folder.
func (c Cluster) keepLogs() {
	kept := c.failedLogs()
	_ = os.RemoveAll(kept)
	if os.Rename(c.path("log"), kept) != nil {
		return
	}
	fmt.Fprintf(os.Stderr, "the logs of the failed start are in %s; the last lines of the latest:\n", kept)
	var latest string
	var when time.Time
	_ = filepath.WalkDir(kept, func(path string, entry fs.DirEntry, err error) error {
		if info, e := entry.Info(); e == nil && !entry.IsDir() && info.Size() > 0 && info.ModTime().After(when) {
			latest, when = path, info.ModTime()
		}
		return err
	})
	fmt.Fprintf(os.Stderr, "%s:\n%s\n", filepath.Base(latest), tail(latest, 15))
}

// tail reads the last lines of a file, whatever its size.
func tail(path string, lines int) string {
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	if size, err := file.Seek(0, io.SeekEnd); err == nil {
		_, _ = file.Seek(max(0, size-64<<10), io.SeekStart)
	}
	text, _ := io.ReadAll(file)
	all := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
