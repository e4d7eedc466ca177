package supervisor

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// What the kubelet wants these kernel settings to be. They are the whole machine's, so the node only shows the kubelet
// files with the wanted values in their place and leaves the machine as it is.
var shownSettings = map[string]string{
	"vm/overcommit_memory": "1", "vm/panic_on_oom": "0", "kernel/panic": "10", "kernel/panic_on_oops": "1",
	"kernel/keys/root_maxkeys": "1000000", "kernel/keys/root_maxbytes": "25000000",
}

// prepareMounts makes the mount namespace the cluster's own: /proc and /sys of its namespaces, and empty folders where
// container programs leave things (/run, /var/lib, /var/log), so that nothing of that reaches the machine.
func prepareMounts(c Config) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make mounts private: %w", err)
	}
	if err := syscall.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	resolvConf, _ := filepath.EvalSymlinks("/etc/resolv.conf")
	if err := shadow([]string{"/run", "/var/run", "/var/lib", "/var/log"}, []string{c.Folder, c.Programs, c.CNIPlugins, filepath.Dir(c.PauseImage)}); err != nil {
		return err
	}
	for _, folder := range []string{"/run/davit/show", "/run/lock"} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	if err := remountSys(); err != nil {
		return err
	}
	for name, value := range shownSettings {
		if err := show("/proc/sys/"+name, value+"\n"); err != nil {
			return err
		}
	}
	if resolvConf != "" {
		if err := show(resolvConf, "nameserver "+DNSAddress+"\n"); err != nil {
			return err
		}
	}
	// Shared again, among ourselves, as the kubelet's mount propagation wants it.
	return syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_SHARED, "")
}

// shadow mounts empty memory over folders, and the kept folders again where that hid them.
func shadow(folders, kept []string) error {
	open := map[string]*os.File{}
	for _, path := range kept {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		open[path] = file
	}
	for _, folder := range folders {
		if info, err := os.Lstat(folder); err != nil || !info.IsDir() {
			continue
		}
		if err := syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_NOSUID|syscall.MS_NODEV, "mode=755"); err != nil {
			return fmt.Errorf("mount over %s: %w", folder, err)
		}
	}
	for path, file := range open {
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
		if err := syscall.Mount(fmt.Sprintf("/proc/self/fd/%d", file.Fd()), path, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
			return fmt.Errorf("keep %s: %w", path, err)
		}
	}
	return nil
}

// remountSys shows the network namespace's /sys with everything that was mounted below the machine's.
func remountSys() error {
	const old = "/run/davit/sys"
	below, err := mountPoints("/sys/")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(old, 0o755); err != nil {
		return err
	}
	if err := syscall.Mount("/sys", old, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
		return fmt.Errorf("keep /sys: %w", err)
	}
	if err := syscall.Mount("sysfs", "/sys", "sysfs", 0, ""); err != nil {
		return fmt.Errorf("mount /sys: %w", err)
	}
	for _, point := range below {
		if _, err := os.Stat(point); err != nil {
			continue
		}
		from := old + strings.TrimPrefix(point, "/sys")
		if err := syscall.Mount(from, point, "", syscall.MS_BIND, ""); err != nil {
			return fmt.Errorf("mount %s again: %w", point, err)
		}
	}
	return syscall.Unmount(old, syscall.MNT_DETACH)
}

// mountPoints lists the mounts below prefix, parents first.
func mountPoints(prefix string) ([]string, error) {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	var points []string
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 4 && strings.HasPrefix(fields[4], prefix) {
			points = append(points, fields[4])
		}
	}
	return points, nil
}

// show puts text in a file's place, for this mount namespace only.
func show(path, text string) error {
	if strings.HasPrefix(path, "/run/") {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, []byte(text), 0o644)
	}
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	source := "/run/davit/show/" + strings.ReplaceAll(strings.Trim(path, "/"), "/", ".")
	if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
		return err
	}
	if err := syscall.Mount(source, path, "", syscall.MS_BIND, ""); err != nil {
		return fmt.Errorf("show %s: %w", path, err)
	}
	return nil
}
