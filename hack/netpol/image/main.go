// Command image writes an image archive with one static program: image REFERENCE PROGRAM ARCHIVE.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"davit.dev/hack/node/oci"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: image REFERENCE PROGRAM ARCHIVE")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}

func write(reference, program, archive string) error {
	content, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	file, err := os.Create(archive)
	if err != nil {
		return err
	}
	return errors.Join(oci.WriteProgramImage(file, reference, filepath.Base(program), content), file.Close())
}
