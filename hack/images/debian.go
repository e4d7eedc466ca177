package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"
)

// Debian lays packages out with all they depend on, unpacked but not configured: no maintainer script runs.
// Where they come from is what the host's apt is configured to use.
type Debian struct {
	Packages []string `yaml:"packages"`
	Without  []string `yaml:"without"` // dependencies to leave out, and what only they need
}

// What a container never reads. Licences (usr/share/doc/*/copyright) stay.
var debianExclude = []string{
	"usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian", "usr/share/bug", "usr/share/bash-completion",
	"usr/share/doc-base", "usr/share/menu", "usr/share/applications", "usr/share/pixmaps", "usr/share/apport",
	"usr/share/doc/*/[!c]*", "usr/share/doc/*/changelog*", "usr/lib/*/gconv", "usr/share/zoneinfo/right", "usr/share/zoneinfo/posix",
	"usr/share/binfmts", "usr/lib/valgrind", "usr/share/gcc", "usr/share/gdb", "usr/share/ca-certificates",
	"etc/cron*", "etc/init.d", "etc/default", "etc/dpkg", "etc/issue*", "etc/skel", "etc/update-motd.d", "etc/profile.d",
}

const listsMaxAge = 24 * time.Hour

// debs is a resolved set of packages: file names in the archives folder with their content's hash.
type debs map[string]string

func (d *Debian) key(b *builder) (string, error) {
	resolved, err := d.resolve(b)
	if err != nil {
		return "", err
	}
	return hashJSON(resolved, debianExclude), nil
}

func (d *Debian) add(b *builder, t tree) error {
	resolved, err := d.resolve(b)
	if err != nil {
		return err
	}
	names := make([]string, 0, len(resolved))
	for name := range resolved {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := addDeb(t, filepath.Join(b.dir("debian/archives"), name)); err != nil {
			return err
		}
	}
	bundleCertificates(t)
	return t.exclude(debianExclude)
}

func addDeb(t tree, file string) error {
	content, err := output(exec.Command("dpkg-deb", "--fsys-tarfile", file))
	if err != nil {
		return err
	}
	if err := t.readTar(bytes.NewReader(content)); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	// What scanners read to know which packages are in an image without dpkg's own database.
	control, err := output(exec.Command("dpkg-deb", "--field", file))
	name, _, _ := strings.Cut(filepath.Base(file), "_")
	t.addData("var/lib/dpkg/status.d/"+name, control, 0o644)
	return err
}

// bundleCertificates does what ca-certificates' maintainer script would: one file with every authority.
func bundleCertificates(t tree) {
	const from, to = "usr/share/ca-certificates/", "etc/ssl/certs/ca-certificates.crt"
	var bundle bytes.Buffer
	for _, name := range t.names() {
		if strings.HasPrefix(name, from) && strings.HasSuffix(name, ".crt") {
			bundle.Write(append(bytes.TrimSpace(t[name].data), '\n'))
		}
	}
	if bundle.Len() > 0 {
		t.addData(to, bundle.Bytes(), 0o644)
	}
}

// resolve finds the packages and downloads them. The answer is kept until --refresh, or until apt's sources change.
func (d *Debian) resolve(b *builder) (debs, error) {
	sources, err := aptSources()
	if err != nil {
		return nil, err
	}
	lock := filepath.Join(b.dir("debian"), hashJSON(d, sources, runtime.GOARCH)+".json")
	var resolved debs
	if text, err := os.ReadFile(lock); err == nil && !(b.refresh && !b.refreshed[lock]) {
		if json.Unmarshal(text, &resolved) == nil && resolved.present(b) {
			return resolved, nil
		}
	}
	if err := need(map[string]string{"apt-get": "apt", "dpkg-deb": "dpkg"}); err != nil {
		return nil, err
	}
	err = timed("Debian packages "+strings.Join(d.Packages, " "), func() error {
		resolved, err = d.download(b, sources)
		return err
	})
	if err != nil {
		return nil, err
	}
	b.refreshed[lock] = true
	return resolved, writeJSON(lock, resolved)
}

func (r debs) present(b *builder) bool {
	for name := range r {
		if _, err := os.Stat(filepath.Join(b.dir("debian/archives"), name)); err != nil {
			return false
		}
	}
	return true
}

// download asks apt, with a state of its own in which only the packages to leave out are installed.
func (d *Debian) download(b *builder, sources string) (debs, error) {
	state := b.dir("debian")
	status := filepath.Join(state, "status")
	var stubs bytes.Buffer
	for _, name := range d.Without {
		fmt.Fprintf(&stubs, "Package: %s\nStatus: install ok installed\nArchitecture: %s\nMulti-Arch: foreign\nVersion: 9999:1\n"+
			"Provides: awk, debconf-2.0\nMaintainer: none\nDescription: left out\n\n", name, runtime.GOARCH)
	}
	if err := os.WriteFile(status, stubs.Bytes(), 0o644); err != nil {
		return nil, err
	}
	options := []string{
		"-q", "-y", "--no-install-recommends", "-o", "Dir::State=" + state, "-o", "Dir::State::status=" + status,
		"-o", "Dir::State::lists=" + b.dir("debian/lists"), "-o", "Dir::Cache=" + state,
		"-o", "Dir::Cache::archives=" + b.dir("debian/archives"), "-o", "APT::Sandbox::User=",
		"-o", "Debug::NoLocking=1", "-o", "Acquire::Languages=none", "-o", "Acquire::Retries=3",
	}
	if err := refreshLists(b, sources, options); err != nil {
		return nil, err
	}
	install := append(append(append([]string{}, options...), "install"), d.Packages...)
	// Asked with an empty archives folder: apt names no file that it has already.
	uris, err := output(apt(append(install, "--print-uris", "-o", "Dir::Cache::archives="+b.dir("debian/none"))...))
	if err != nil {
		return nil, err
	}
	if _, err := output(apt(append(install, "--download-only")...)); err != nil {
		return nil, err
	}
	return hashDebs(uris, b.dir("debian/archives"))
}

func refreshLists(b *builder, sources string, options []string) error {
	stamp := filepath.Join(b.dir("debian"), "lists-of")
	of, _ := os.ReadFile(stamp)
	info, err := os.Stat(stamp)
	fresh := err == nil && string(of) == sources && time.Since(info.ModTime()) < listsMaxAge
	if fresh && (!b.refresh || b.refreshed[stamp]) {
		return nil
	}
	if _, err := output(apt(append(options, "update")...)); err != nil {
		return err
	}
	b.refreshed[stamp] = true
	return os.WriteFile(stamp, []byte(sources), 0o644)
}

// hashDebs reads apt's lines "'uri' file size hash".
func hashDebs(uris []byte, archives string) (debs, error) {
	resolved := debs{}
	for _, line := range strings.Split(string(uris), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 3 || !strings.HasPrefix(line, "'") {
			continue
		}
		sum, err := hashFile(filepath.Join(archives, fields[1]))
		if err != nil {
			return nil, err
		}
		resolved[fields[1]] = sum
	}
	if len(resolved) == 0 {
		return nil, errors.New("apt resolved no package")
	}
	return resolved, nil
}

// aptSources tells one set of apt sources from another.
func aptSources() (string, error) {
	files, err := filepath.Glob("/etc/apt/sources.list.d/*.*")
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, file := range append(files, "/etc/apt/sources.list", "/etc/os-release") {
		content, err := os.ReadFile(file)
		if err == nil {
			fmt.Fprintf(sum, "%s\n%s\n", file, content)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func hashFile(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func hashJSON(values ...any) string {
	text, err := json.Marshal(values)
	if err != nil {
		panic(err) // only values of this program's own types come here
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

func writeJSON(file string, value any) error {
	text, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		return err
	}
	temporary := file + ".new"
	if err := os.WriteFile(temporary, text, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, file)
}
