package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// hash stands for everything that decides what the programs are: how they are built, and the sources in source.
func hash(source string, targets []target) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, "layout 1", runtime.GOARCH, pauseReference)
	for _, t := range targets {
		fmt.Fprintln(sum, t.folder, t.cgo, t.links, t.arguments(""))
		err := filepath.WalkDir(filepath.Join(source, t.folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isSource(entry.Name()) {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			name, _ := filepath.Rel(source, path)
			fmt.Fprintln(sum, name, len(text))
			sum.Write(text)
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}

func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") || name == "go.mod" || name == "go.sum"
}
