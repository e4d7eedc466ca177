package main

import (
	"archive/zip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// AWS's limit for code and layers together, unpacked; and one of our own against archives of nothing but names.
const (
	maxBytes   = 262144000
	maxEntries = 20000
)

// budget is what may still be unpacked, over all archives of a function.
type budget struct {
	bytes   int64
	entries int
}

func newBudget() *budget { return &budget{bytes: maxBytes, entries: maxEntries} }

func tooLarge() error {
	return &failure{"Runtime.CodeTooLarge", fmt.Sprintf("Unzipped size must be smaller than %d bytes", maxBytes)}
}

// unzip lays an archive's files into the folder; nothing leads out of it.
func unzip(file io.ReaderAt, size int64, folder string, budget *budget) error {
	reader, err := zip.NewReader(file, size)
	if err != nil {
		return &failure{"Runtime.InvalidArchive", "The code is not a ZIP archive: " + err.Error()}
	}
	if budget.entries -= len(reader.File); budget.entries < 0 {
		return &failure{"Runtime.CodeTooLarge", fmt.Sprintf("The code's archives have more than %d entries", maxEntries)}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, entry := range reader.File {
		if err := unzipEntry(entry, root, folder, budget); err != nil {
			return err
		}
	}
	return nil
}

func unzipEntry(entry *zip.File, root *os.Root, folder string, budget *budget) error {
	name := strings.TrimSuffix(entry.Name, "/")
	if err := checkName(name, folder); err != nil {
		return err
	}
	mode := entry.Mode()
	switch {
	case mode.IsDir():
		return root.MkdirAll(name, 0o755)
	case !mode.IsRegular():
		return &failure{"Runtime.UnsafePath", fmt.Sprintf("The code's entry %q is neither a file nor a folder: links and devices are not unpacked", name)}
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return unzipFile(entry, root, name, budget)
}

func unzipFile(entry *zip.File, root *os.Root, name string, budget *budget) error {
	content, err := entry.Open()
	if err != nil {
		return &failure{"Runtime.InvalidArchive", fmt.Sprintf("The code's entry %q cannot be read: %v", name, err)}
	}
	defer content.Close()
	file, err := root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, permissions(entry.Mode()))
	if err != nil {
		return err
	}
	defer file.Close()
	// Counted as it comes: what the archive says of its sizes may be a lie.
	written, err := io.Copy(file, io.LimitReader(content, budget.bytes+1))
	if budget.bytes -= written; budget.bytes < 0 {
		return tooLarge()
	}
	if err != nil {
		return &failure{"Runtime.InvalidArchive", fmt.Sprintf("The code's entry %q cannot be unpacked: %v", name, err)}
	}
	return file.Close()
}

// permissions keep of a mode only whether it is a program.
func permissions(mode fs.FileMode) fs.FileMode {
	if mode&0o111 != 0 {
		return 0o755
	}
	return 0o644
}

func checkName(name, folder string) error {
	if name == "" || name[0] == '/' || strings.Contains(name, "\x00") || hasParent(name) {
		return &failure{"Runtime.UnsafePath", fmt.Sprintf("The code's file name %q is not a path below %s", name, folder)}
	}
	return nil
}

func hasParent(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if part == ".." {
			return true
		}
	}
	return false
}
