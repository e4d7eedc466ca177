package main

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"time"
)

// buildTime is when everything was made, so that the same input gives the same bytes. It is the poms' outputTimestamp.
var buildTime = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// entry is one path of a layer: a folder, a symbolic link or a file, whose content is data or else in the file from.
type entry struct {
	mode fs.FileMode
	user int
	link string
	data []byte
	from string
}

// tree is a layer's content by path, without a leading slash.
type tree map[string]entry

func clean(name string) string {
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func (t tree) addDir(name string, mode fs.FileMode, user int) {
	if name = clean(name); name != "" {
		t[name] = entry{mode: fs.ModeDir | mode, user: user}
	}
}

func (t tree) addLink(name, target string) {
	t[clean(name)] = entry{mode: fs.ModeSymlink | 0o777, link: target}
}

func (t tree) addData(name string, data []byte, mode fs.FileMode) {
	t[clean(name)] = entry{mode: mode, data: data}
}

// addPath copies a file, a link or a folder with all it holds; only the executable bit of modes is kept.
func (t tree) addPath(from, to string) error {
	return filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		name := path.Join(to, filepath.ToSlash(below))
		info, err := d.Info()
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
			t.addDir(name, 0o755, 0)
		case info.Mode()&fs.ModeSymlink != 0:
			target, err := os.Readlink(file)
			if err != nil {
				return err
			}
			t.addLink(name, target)
		case info.Mode().IsRegular():
			t[clean(name)] = entry{mode: fileMode(info.Mode()), from: file}
		default:
			return fmt.Errorf("%s is neither a file nor a folder nor a link", file)
		}
		return nil
	})
}

// fileMode keeps of a mode whether it is a program, as umasks differ.
func fileMode(mode fs.FileMode) fs.FileMode {
	if mode&0o111 != 0 {
		return 0o755
	}
	return 0o644
}

// exclude removes what a pattern names: a path with all below it, or a glob.
func (t tree) exclude(patterns []string) error {
	for _, pattern := range patterns {
		for name := range t {
			for part := name; part != "."; part = path.Dir(part) {
				matched, err := path.Match(pattern, part)
				if err != nil {
					return fmt.Errorf("exclude %q: %w", pattern, err)
				}
				if matched {
					delete(t, name)
					break
				}
			}
		}
	}
	return nil
}

// write makes the layer's tar, the same for the same tree.
func (t tree) write(w io.Writer) error {
	archive := tar.NewWriter(w)
	for name := range t {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if _, there := t[dir]; !there {
				t.addDir(dir, 0o755, 0)
			}
		}
	}
	for _, name := range t.names() {
		if err := t[name].write(archive, name); err != nil {
			return err
		}
	}
	return archive.Close()
}

func (e entry) write(archive *tar.Writer, name string) error {
	header := &tar.Header{Name: name, Mode: int64(e.mode.Perm()), Uid: e.user, Gid: e.user, ModTime: buildTime}
	if e.mode&fs.ModeSticky != 0 {
		header.Mode |= 0o1000
	}
	switch {
	case e.mode.IsDir():
		header.Typeflag, header.Name = tar.TypeDir, name+"/"
		return archive.WriteHeader(header)
	case e.mode&fs.ModeSymlink != 0:
		header.Typeflag, header.Linkname = tar.TypeSymlink, e.link
		return archive.WriteHeader(header)
	}
	data, err := e.content()
	if err != nil {
		return err
	}
	header.Typeflag, header.Size = tar.TypeReg, int64(len(data))
	if err := archive.WriteHeader(header); err != nil {
		return err
	}
	_, err = archive.Write(data)
	return err
}

func (e entry) content() ([]byte, error) {
	if e.from != "" {
		return os.ReadFile(e.from)
	}
	return e.data, nil
}

// unpack writes the tree below a folder, as the user who runs this; no link in the tree leads a file out of it.
func (t tree) unpack(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range t.names() {
		if err := t[name].unpack(root, name); err != nil {
			return err
		}
	}
	return nil
}

func (e entry) unpack(root *os.Root, name string) error {
	if e.mode.IsDir() {
		return root.MkdirAll(name, 0o755)
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	_ = root.Remove(name)
	if e.mode&fs.ModeSymlink != 0 {
		return root.Symlink(e.link, name)
	}
	data, err := e.content()
	if err != nil {
		return err
	}
	if err := root.WriteFile(name, data, e.mode.Perm()|0o600); err != nil {
		return err
	}
	// As in the image: Java compares the times of what its caches were made from.
	return root.Chtimes(name, buildTime, buildTime)
}

func (t tree) names() []string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// readTar adds the content of a tar stream: modes are kept but for set-user-id bits, everything belongs to root.
func (t tree) readTar(r io.Reader) error {
	archive := tar.NewReader(r)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		mode := fs.FileMode(header.Mode).Perm()
		if header.Mode&0o1000 != 0 {
			mode |= fs.ModeSticky
		}
		switch header.Typeflag {
		case tar.TypeDir:
			t.addDir(header.Name, mode, header.Uid)
		case tar.TypeSymlink:
			t.addLink(header.Name, header.Linkname)
		case tar.TypeLink:
			t[clean(header.Name)] = t[clean(header.Linkname)]
		case tar.TypeReg:
			data, err := io.ReadAll(archive)
			if err != nil {
				return err
			}
			t.addData(header.Name, data, mode)
		}
	}
}

func readGzippedTar(file string) (tree, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	t := tree{}
	return t, t.readTar(unzipped)
}
