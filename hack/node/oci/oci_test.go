package oci

import (
	"archive/tar"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestIdentifyReadsWhatWriteProgramImageWrote(t *testing.T) {
	write := func(program string) Archive {
		file, err := os.Create(filepath.Join(t.TempDir(), "image.tar"))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := WriteProgramImage(file, "registry.davit.dev/node/pause:1", "pause", []byte(program)); err != nil {
			t.Fatal(err)
		}
		_, _ = file.Seek(0, 0)
		archive, err := Identify(file)
		if err != nil {
			t.Fatal(err)
		}
		return archive
	}
	one, same, other := write("one"), write("one"), write("other")
	if !slices.Equal(one.References, []string{"registry.davit.dev/node/pause:1"}) {
		t.Errorf("references are %v", one.References)
	}
	if one.Digest != same.Digest || one.Digest == other.Digest {
		t.Errorf("digests: %s, again %s, other %s", one.Digest, same.Digest, other.Digest)
	}
}

func TestIdentifyReadsDockerArchive(t *testing.T) {
	file := archive(t, "manifest.json", `[{"Config":"abc.json","RepoTags":["registry.davit.dev/a:1","registry.davit.dev/a:2"]}]`)
	got, err := Identify(file)
	if err != nil || !slices.Equal(got.References, []string{"registry.davit.dev/a:1", "registry.davit.dev/a:2"}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestIdentifyRefusesOtherFiles(t *testing.T) {
	if _, err := Identify(archive(t, "readme", "hello")); err == nil {
		t.Error("a tar without a manifest is no image archive")
	}
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, []byte("no tar at all, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	open, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	if _, err := Identify(open); err == nil {
		t.Error("text is no image archive")
	}
}

func archive(t *testing.T, name, content string) *os.File {
	file, err := os.Create(filepath.Join(t.TempDir(), "image.tar"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	w := tar.NewWriter(file)
	add(w, name, 0o644, []byte(content))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := file.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	return file
}
