// Command image writes agnhost, the upstream tests' own program, as an image archive with the name that their pods ask
// for: image PROGRAM ARCHIVE.
package main

import (
	"errors"
	"fmt"
	"os"

	"davit.dev/hack/node/oci"
	imageutils "k8s.io/kubernetes/test/utils/image"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: image PROGRAM ARCHIVE")
		os.Exit(2)
	}
	if err := write(imageutils.GetE2EImage(imageutils.Agnhost), os.Args[1], os.Args[2]); err != nil {
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
	return errors.Join(oci.WriteProgramImage(file, reference, "agnhost", content), file.Close())
}
