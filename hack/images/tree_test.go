package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func tarOf(t *testing.T, headers ...*tar.Header) *bytes.Buffer {
	t.Helper()
	var buffer bytes.Buffer
	w := tar.NewWriter(&buffer)
	for _, header := range headers {
		content := []byte(header.Name)
		if header.Typeflag == tar.TypeReg {
			header.Size = int64(len(content))
		}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if header.Typeflag == tar.TypeReg {
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
	}
	return &buffer
}

func TestAPackagesFilesBelongToRootAndLoseTheirSetUserIDBit(t *testing.T) {
	content := tree{}
	err := content.readTar(tarOf(t,
		&tar.Header{Typeflag: tar.TypeReg, Name: "./usr/bin/su", Mode: 0o4755, Uid: 7},
		&tar.Header{Typeflag: tar.TypeLink, Name: "./usr/bin/sudo", Linkname: "./usr/bin/su"},
		&tar.Header{Typeflag: tar.TypeSymlink, Name: "./bin", Linkname: "usr/bin"}))
	if err != nil {
		t.Fatal(err)
	}
	if e := content["usr/bin/su"]; e.mode != 0o755 || e.user != 0 || string(e.data) != "./usr/bin/su" {
		t.Errorf("%+v", e)
	}
	if !reflect.DeepEqual(content["usr/bin/sudo"], content["usr/bin/su"]) {
		t.Error("the hard link is lost")
	}
	if e := content["bin"]; e.mode&fs.ModeSymlink == 0 || e.link != "usr/bin" {
		t.Errorf("%+v", e)
	}
}

func TestUnpackingFollowsNoLinkOutOfItsFolder(t *testing.T) {
	outside := t.TempDir()
	content := tree{}
	content.addLink("var", outside)
	content.addData("var/file", []byte("escaped"), 0o644)
	if err := content.unpack(t.TempDir()); err == nil {
		t.Error("it was unpacked")
	}
	if _, err := os.Stat(filepath.Join(outside, "file")); err == nil {
		t.Error("a file is outside")
	}
}

func TestExcludeRemovesAPathWithAllBelowIt(t *testing.T) {
	content := tree{}
	for _, name := range []string{"a/b", "a/c/d", "a/cc", "e/f.pyc", "e/f.py"} {
		content.addData(name, nil, 0o644)
	}
	if err := content.exclude([]string{"a/c", "e/*.pyc"}); err != nil {
		t.Fatal(err)
	}
	if names := strings.Join(content.names(), " "); names != "a/b a/cc e/f.py" {
		t.Error(names)
	}
	if err := content.exclude([]string{"[a-"}); err == nil {
		t.Error("a wrong pattern was taken")
	}
}

func TestCertificatesAreBundledInOrder(t *testing.T) {
	content := tree{}
	content.addData("usr/share/ca-certificates/mozilla/B.crt", []byte("second\n\n"), 0o644)
	content.addData("usr/share/ca-certificates/mozilla/A.crt", []byte("first"), 0o644)
	bundleCertificates(content)
	if bundle := string(content["etc/ssl/certs/ca-certificates.crt"].data); bundle != "first\nsecond\n" {
		t.Errorf("%q", bundle)
	}
}

func TestAWheelIsLaidOutUnlessItHasFilesForOtherFolders(t *testing.T) {
	content := tree{}
	if err := addWheel(content, wheel(t, "package/__init__.py"), "var/runtime"); err != nil {
		t.Fatal(err)
	}
	if names := strings.Join(content.names(), " "); names != "var/runtime/package/__init__.py" {
		t.Error(names)
	}
	if err := addWheel(content, wheel(t, "package-1.data/headers/run.h"), "var/runtime"); err == nil {
		t.Error("its file was dropped silently")
	}
}

func wheel(t *testing.T, name string) string {
	t.Helper()
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	if _, err := w.Create(name); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.whl")
	if err := os.WriteFile(file, buffer.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWhatFailedIsMadeAgainAndLeavesNothing(t *testing.T) {
	b := &builder{cache: t.TempDir()}
	attempts := 0
	make := func(folder string) error {
		attempts++
		if err := os.WriteFile(filepath.Join(folder, "half"), nil, 0o644); err != nil {
			return err
		}
		if attempts == 1 {
			return os.ErrInvalid
		}
		return nil
	}
	if _, err := b.once("thing", "making a thing", make); err == nil {
		t.Fatal("the failure is lost")
	}
	if left, _ := os.ReadDir(b.cache); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	for range 2 {
		if _, err := b.once("thing", "making a thing", make); err != nil {
			t.Fatal(err)
		}
	}
	if attempts != 2 {
		t.Errorf("it was made %d times", attempts)
	}
}
