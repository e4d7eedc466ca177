package build

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"davit.dev/hack/node/progress"
)

// need is something of the system that a node wants, and the Debian package that has it.
type need struct {
	debian  string
	present func() bool
}

func program(names ...string) func() bool {
	return func() bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			_, err := exec.LookPath(name)
			return err != nil && !exists("/usr/sbin/"+name) && !exists("/sbin/"+name)
		})
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func library(name string) func() bool {
	return func() bool { return exec.Command("pkg-config", "--exists", name).Run() == nil }
}

var (
	runNeeds = []need{
		{"containernetworking-plugins", func() bool { return CNIPlugins() != "" }},
		{"nftables", program("nft")},
		{"iptables", program("iptables")},
		{"conntrack", program("conntrack")},
		{"iproute2", program("ip")},
	}
	buildNeeds = []need{
		{"gcc", program("gcc")},
		{"libc6-dev", func() bool { return exists("/usr/include/stdlib.h") }},
		{"pkg-config", program("pkg-config")},
		{"libseccomp-dev", library("libseccomp")},
	}
)

// CNIPlugins is the folder of the distribution's network plugins.
func CNIPlugins() string {
	for _, folder := range []string{"/usr/lib/cni", "/usr/libexec/cni", "/opt/cni/bin"} {
		if exists(folder+"/ptp") && exists(folder+"/host-local") {
			return folder
		}
	}
	return ""
}

func missing(needs []need) (packages []string) {
	for _, n := range needs {
		if !n.present() {
			packages = append(packages, n.debian)
		}
	}
	return packages
}

// install installs Debian packages where that is possible, and says what to do where it is not.
func install(steps *progress.Steps, log *os.File, packages []string) error {
	if len(packages) == 0 {
		return nil
	}
	names := strings.Join(packages, " ")
	if _, err := exec.LookPath("apt-get"); err != nil || os.Geteuid() != 0 {
		return fmt.Errorf("missing on this machine: %s\ninstall it: sudo apt-get update && sudo apt-get install --yes --no-install-recommends %s", names, names)
	}
	return steps.Step("installing Debian packages: "+names, func(detail func(string)) error {
		detail("apt-get update")
		if err := apt(log, "update"); err != nil {
			fmt.Fprintln(log, err) // the lists at hand may do
		}
		detail("apt-get install")
		return apt(log, append([]string{"install", "--yes", "--no-install-recommends"}, packages...)...)
	})
}

func apt(log *os.File, arguments ...string) error {
	command := exec.Command("apt-get", append([]string{"-qq", "-o", "DPkg::Lock::Timeout=300"}, arguments...)...)
	command.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	command.Stdout, command.Stderr = log, log
	if err := command.Run(); err != nil {
		return fmt.Errorf("apt-get %s: %w", strings.Join(arguments, " "), err)
	}
	return nil
}
