package main

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// builtLayer is a layer in the cache. It is a v1.Layer.
type builtLayer struct {
	Sum   string // of the compressed file
	Plain string // of the tar in it
	Bytes int64
	file  string
}

func (l *builtLayer) Digest() (v1.Hash, error) { return v1.Hash{Algorithm: "sha256", Hex: l.Sum}, nil }
func (l *builtLayer) DiffID() (v1.Hash, error) {
	return v1.Hash{Algorithm: "sha256", Hex: l.Plain}, nil
}
func (l *builtLayer) Size() (int64, error)                { return l.Bytes, nil }
func (l *builtLayer) MediaType() (types.MediaType, error) { return types.OCILayer, nil }
func (l *builtLayer) Compressed() (io.ReadCloser, error)  { return os.Open(l.file) }
func (l *builtLayer) Uncompressed() (io.ReadCloser, error) {
	f, err := os.Open(l.file)
	if err != nil {
		return nil, err
	}
	return gzip.NewReader(f)
}

// layers builds a recipe's layers, those of its base first.
func (b *builder) layers(r *Recipe) ([]*builtLayer, error) {
	var built []*builtLayer
	var keys []string
	for i, l := range r.allLayers(b.recipes) {
		key, err := b.layerKey(l, keys)
		if err == nil {
			keys = append(keys, key)
			var one *builtLayer
			if one, err = b.layer(l, key, built); err == nil {
				built = append(built, one)
				continue
			}
		}
		return nil, fmt.Errorf("image %s, layer %d (%s): %w", r.Name, i+1, l.Name, err)
	}
	return built, nil
}

// layerKey is a hash of everything the layer's content depends on.
func (b *builder) layerKey(l placedLayer, lower []string) (string, error) {
	parts := []any{b.tool, l.Layer}
	add := func(key string, err error) error {
		parts = append(parts, key)
		return err
	}
	var errs []error
	if l.Debian != nil {
		errs = append(errs, add(l.Debian.key(b)))
	}
	if l.Jlink != nil {
		errs = append(errs, add(l.Jlink.key(b)))
	}
	if l.Wheels != nil {
		errs = append(errs, add(l.Wheels.key(l.dir)))
	}
	if l.NPM != nil {
		errs = append(errs, add(l.NPM.key(l.dir)))
	}
	if l.Go != nil {
		errs = append(errs, add(l.Go.key(l.dir)))
	}
	for _, f := range l.Files {
		from := filepath.Join(l.dir, f.From)
		if _, err := os.Stat(from); err != nil && strings.HasPrefix(f.From, "target/") {
			return "", fmt.Errorf("%s is not there: build it first, with hack/mvn -pl %s -am package", from, b.below(l.dir))
		}
		errs = append(errs, add(hashPath(from)))
	}
	if l.Bytecode != nil || l.AOT != nil {
		parts = append(parts, lower)
	}
	for _, err := range errs {
		if err != nil {
			return "", err
		}
	}
	return hashJSON(parts...), nil
}

// hashPath covers names, executable bits, links and contents of a file or folder.
func hashPath(from string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		below, _ := filepath.Rel(from, file)
		fmt.Fprintf(sum, "%q %v\n", below, info.Mode()&fs.ModeType|fileMode(info.Mode()))
		if info.Mode()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(file)
			fmt.Fprintf(sum, "%q\n", target)
			return err
		}
		if info.Mode().IsRegular() {
			content, err := hashFile(file)
			fmt.Fprintln(sum, content)
			return err
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

func (b *builder) layer(l placedLayer, key string, lower []*builtLayer) (*builtLayer, error) {
	file := filepath.Join(b.dir("layers"), key+".tar.gz")
	built := &builtLayer{file: file}
	if text, err := os.ReadFile(file + ".json"); err == nil && json.Unmarshal(text, built) == nil {
		if info, err := os.Stat(file); err == nil && info.Size() == built.Bytes && b.used(file) && b.used(file+".json") {
			return built, nil
		}
	}
	t := tree{}
	if err := b.fill(t, l, lower); err != nil {
		return nil, err
	}
	if err := built.save(t); err != nil {
		return nil, err
	}
	return built, writeJSON(file+".json", built)
}

// fill lays the layer's sources over one another.
func (b *builder) fill(t tree, l placedLayer, lower []*builtLayer) error {
	steps := []func() error{
		func() error { return ifSet(l.Debian, func(s *Debian) error { return s.add(b, t) }) },
		func() error { return ifSet(l.Jlink, func(s *Jlink) error { return s.add(b, t) }) },
		func() error { return ifSet(l.Wheels, func(s *Wheels) error { return s.add(b, l.dir, t) }) },
		func() error { return ifSet(l.NPM, func(s *NPM) error { return s.add(b, l.dir, t) }) },
		func() error { return ifSet(l.Go, func(s *Go) error { return s.add(b, l.dir, t) }) },
		func() error { return l.addOwn(t) },
		func() error { return t.exclude(l.Exclude) },
		func() error {
			return ifSet(l.Bytecode, func(s *Bytecode) error {
				trees, err := readLayers(lower)
				if err != nil {
					return err
				}
				return timed("compiling Python files", func() error { return s.add(trees, t) })
			})
		},
		func() error {
			return ifSet(l.AOT, func(s *AOT) error {
				trees, err := readLayers(lower)
				if err != nil {
					return err
				}
				return timed("training an ahead-of-time cache for Java", func() error { return s.add(trees, t) })
			})
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func ifSet[T any](value *T, do func(*T) error) error {
	if value == nil {
		return nil
	}
	return do(value)
}

func (l placedLayer) addOwn(t tree) error {
	for _, f := range l.Files {
		if err := t.addPath(filepath.Join(l.dir, f.From), f.To); err != nil {
			return err
		}
	}
	for _, d := range l.Dirs {
		mode := fs.FileMode(d.Mode) & 0o777
		if d.Mode == 0 {
			mode = 0o755
		}
		if d.Mode&0o1000 != 0 {
			mode |= fs.ModeSticky
		}
		t.addDir(d.Path, mode, d.User)
	}
	for name, target := range l.Links {
		t.addLink(name, target)
	}
	for program, names := range l.Programs {
		for _, name := range names {
			t.addLink("usr/bin/"+name, "/"+program)
		}
	}
	return nil
}

func readLayers(layers []*builtLayer) ([]tree, error) {
	var trees []tree
	for _, l := range layers {
		t, err := readGzippedTar(l.file)
		if err != nil {
			return nil, err
		}
		trees = append(trees, t)
	}
	return trees, nil
}

// save writes the compressed tar and takes its measures.
func (l *builtLayer) save(t tree) error {
	temporary, err := os.Create(l.file + ".new")
	if err != nil {
		return err
	}
	defer temporary.Close()
	compressed, plain := sha256.New(), sha256.New()
	zipper := gzip.NewWriter(io.MultiWriter(temporary, compressed))
	if err := t.write(io.MultiWriter(zipper, plain)); err != nil {
		return err
	}
	if err := zipper.Close(); err != nil {
		return err
	}
	info, err := temporary.Stat()
	if err != nil {
		return err
	}
	l.Sum, l.Plain, l.Bytes = hex.EncodeToString(compressed.Sum(nil)), hex.EncodeToString(plain.Sum(nil)), info.Size()
	return os.Rename(temporary.Name(), l.file)
}
