package oci

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
)

// Archive says what an image archive holds: its references and a digest that stands for all of the content.
type Archive struct {
	Digest     string
	References []string
}

// Identify reads an OCI or docker archive's table of contents only; layers are skipped, not read.
func Identify(file *os.File) (Archive, error) {
	var archive Archive
	contents := map[string][]byte{}
	reader := tar.NewReader(file)
	for {
		header, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return archive, fmt.Errorf("%s is no image archive (an uncompressed tar): %w", file.Name(), err)
		}
		name := path.Clean(header.Name)
		if name != "index.json" && name != "manifest.json" {
			continue
		}
		if contents[name], err = io.ReadAll(io.LimitReader(reader, 4<<20)); err != nil {
			return archive, err
		}
	}
	if text, ok := contents["index.json"]; ok {
		archive.Digest = digest(text)
		archive.References = indexReferences(text)
	} else if text, ok := contents["manifest.json"]; ok {
		archive.Digest = digest(text)
		archive.References = dockerReferences(text)
	} else {
		return archive, fmt.Errorf("%s is no image archive: neither index.json nor manifest.json in it", file.Name())
	}
	_, err := file.Seek(0, io.SeekStart)
	return archive, err
}

func indexReferences(text []byte) (references []string) {
	var index struct {
		Manifests []struct {
			Annotations map[string]string `json:"annotations"`
		} `json:"manifests"`
	}
	_ = json.Unmarshal(text, &index)
	for _, manifest := range index.Manifests {
		if name := manifest.Annotations["io.containerd.image.name"]; name != "" {
			references = append(references, name)
		} else if name := manifest.Annotations["org.opencontainers.image.ref.name"]; name != "" {
			references = append(references, name)
		}
	}
	return references
}

func dockerReferences(text []byte) (references []string) {
	var images []struct {
		RepoTags []string `json:"RepoTags"`
	}
	_ = json.Unmarshal(text, &images)
	for _, image := range images {
		references = append(references, image.RepoTags...)
	}
	return references
}
