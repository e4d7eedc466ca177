package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func join(parts ...any) string { return strings.TrimSuffix(fmt.Sprintln(parts...), "\n") }

func TestUnpacksAnArchiveAndItsLayersInOrder(t *testing.T) {
	g := newGateway(t)
	g.failures = 2
	s := start(t, g)
	first := g.serve(zipOf(t, entry{"lib/", "", fs.ModeDir | 0o755}, entry{"lib/a", "first", 0o644}, entry{"lib/b", "b", 0o644}))
	second := g.serve(zipOf(t, entry{"lib/a", "second", 0o600}))
	code := g.serve(zipOf(t, entry{"bootstrap", "#!/bin/sh\ncat " + s.opt + "/lib/a " + s.opt + "/lib/b bin/data\n", 0o775}, entry{"bin/data", ".", 0o666}))
	g.claims <- claimOf(map[string]any{"archive": code}, first, second)
	if status, output := s.end(t); status != 0 || !strings.HasSuffix(output, "\nsecondb.") {
		t.Errorf("exit status %d, %q", status, output)
	}
	for name, mode := range map[string]os.FileMode{s.task + "/bootstrap": 0o555, s.task + "/bin/data": 0o444, s.opt + "/lib/a": 0o444, s.opt + "/lib": 0o555} {
		assertMode(t, name, mode)
	}
}

func TestInlineCodeIsReadOnlyAndItsScriptsArePrograms(t *testing.T) {
	g := newGateway(t)
	s := start(t, g)
	g.claims <- inline(map[string]string{"bootstrap": "#!/bin/sh\nexec bin/tool\n", "bin/tool": "#!/bin/sh\necho ran\n", "bin/data": "x"})
	if status, output := s.end(t); status != 0 || !strings.HasSuffix(output, "\nran\n") {
		t.Errorf("exit status %d, %q", status, output)
	}
	for name, mode := range map[string]os.FileMode{"bootstrap": 0o555, "bin": 0o555, "bin/tool": 0o555, "bin/data": 0o444, ".": 0o755} {
		assertMode(t, filepath.Join(s.task, name), mode)
	}
}

func assertMode(t *testing.T, name string, mode os.FileMode) {
	t.Helper()
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
		t.Errorf("%s: %v %v", name, info, err)
	}
}

func TestRefusesAnArchiveThatIsNotTheOneMeant(t *testing.T) {
	g := newGateway(t)
	good := zipOf(t, entry{"bootstrap", "#!/bin/sh\n", 0o755})
	cases := map[string]map[string]any{
		"other bytes": {"sha256": strings.Repeat("0", 64)},
		"too short":   {"size": len(good) + 1},
		"too long":    {"size": len(good) - 1},
		"not there":   {"path": "/2026-11-01/code/none"},
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			s := start(t, g)
			code := g.serve(good)
			for field, value := range change {
				code[field] = value
			}
			g.claims <- claimOf(map[string]any{"archive": code})
			failure := g.expectInitError(t, s)
			if failure.Type != "Runtime.CodeUnavailable" || !strings.Contains(failure.Message, code["path"].(string)) {
				t.Errorf("%+v", failure)
			}
			assertEmpty(t, s.task)
		})
	}
}

func TestRefusesWhatLeadsOutOfItsFolder(t *testing.T) {
	names := []string{"../escape", "/tmp/escape", "a/../../escape"}
	for _, name := range names {
		t.Run("inline "+name, func(t *testing.T) { assertUnsafe(t, inline(map[string]string{name: "x"})) })
		t.Run("archive "+name, func(t *testing.T) { assertUnsafeZip(t, entry{name, "x", 0o644}) })
	}
	t.Run("inline without a name", func(t *testing.T) { assertUnsafe(t, inline(map[string]string{"": "x"})) })
	t.Run("a link", func(t *testing.T) { assertUnsafeZip(t, entry{"link", "/etc", fs.ModeSymlink | 0o777}) })
	t.Run("a device", func(t *testing.T) { assertUnsafeZip(t, entry{"device", "", fs.ModeDevice | 0o666}) })
}

func assertUnsafeZip(t *testing.T, e entry) {
	t.Helper()
	g := newGateway(t)
	assertUnsafeFrom(t, g, claimOf(map[string]any{"archive": g.serve(zipOf(t, e))}))
}

func assertUnsafe(t *testing.T, claim map[string]any) {
	t.Helper()
	assertUnsafeFrom(t, newGateway(t), claim)
}

func assertUnsafeFrom(t *testing.T, g *fakeGateway, claim map[string]any) {
	t.Helper()
	s := start(t, g)
	g.claims <- claim
	if failure := g.expectInitError(t, s); failure.Type != "Runtime.UnsafePath" {
		t.Errorf("%+v", failure)
	}
	assertEmpty(t, s.task)
}

func assertEmpty(t *testing.T, folder string) {
	t.Helper()
	if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
		t.Errorf("%v %v", files, err)
	}
}

func TestRefusesAnArchiveThatUnpacksToMoreThanTheLimit(t *testing.T) {
	file, content := zipFile(t, entry{"a", strings.Repeat("x", 60), 0o644}, entry{"b", strings.Repeat("y", 60), 0o644})
	folder := t.TempDir()
	err := unzip(file, content, folder, &budget{bytes: 100, entries: 10})
	if failureOf(err).Type != "Runtime.CodeTooLarge" || err.Error() != "Unzipped size must be smaller than 262144000 bytes" {
		t.Error(err)
	}
	if err := unzip(file, content, folder, &budget{bytes: 120, entries: 1}); failureOf(err).Type != "Runtime.CodeTooLarge" {
		t.Error(err)
	}
	if err := unzip(file, content, folder, &budget{bytes: 120, entries: 2}); err != nil {
		t.Error(err)
	}
}

func TestTheLimitIsOneForCodeAndLayersTogether(t *testing.T) {
	file, content := zipFile(t, entry{"a", strings.Repeat("x", 60), 0o644})
	shared := &budget{bytes: 100, entries: 10}
	if err := unzip(file, content, t.TempDir(), shared); err != nil {
		t.Error(err)
	}
	if err := unzip(file, content, t.TempDir(), shared); failureOf(err).Type != "Runtime.CodeTooLarge" {
		t.Error(err)
	}
}

func TestSaysThatTheCodeIsNoArchive(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if err := unzip(opened, 4, t.TempDir(), newBudget()); failureOf(err).Type != "Runtime.InvalidArchive" {
		t.Error(err)
	}
}

func zipFile(t *testing.T, entries ...entry) (*os.File, int64) {
	t.Helper()
	content := zipOf(t, entries...)
	name := filepath.Join(t.TempDir(), "code.zip")
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file, int64(len(content))
}
