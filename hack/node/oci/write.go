// Package oci writes and identifies image archives without a registry or an engine.
package oci

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
)

type object = map[string]any

// WriteProgramImage writes an OCI archive of an image that holds one static program at /name and runs it.
func WriteProgramImage(w io.Writer, reference, name string, program []byte) error {
	layer, err := programLayer(name, program)
	if err != nil {
		return err
	}
	config, err := json.Marshal(object{
		"architecture": runtime.GOARCH, "os": "linux",
		"config": object{"Entrypoint": []string{"/" + name}, "User": "65535:65535"},
		"rootfs": object{"type": "layers", "diff_ids": []string{digest(layer)}},
	})
	if err != nil {
		return err
	}
	manifest, err := json.Marshal(object{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
		"config": descriptor("application/vnd.oci.image.config.v1+json", config),
		"layers": []object{descriptor("application/vnd.oci.image.layer.v1.tar", layer)},
	})
	if err != nil {
		return err
	}
	entry := descriptor("application/vnd.oci.image.manifest.v1+json", manifest)
	entry["annotations"] = object{
		"io.containerd.image.name":          reference,
		"org.opencontainers.image.ref.name": reference[strings.LastIndexByte(reference, ':')+1:],
	}
	index, err := json.Marshal(object{
		"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": []object{entry},
	})
	if err != nil {
		return err
	}
	archive := tar.NewWriter(w)
	add(archive, "oci-layout", 0o644, []byte(`{"imageLayoutVersion":"1.0.0"}`))
	add(archive, "index.json", 0o644, index)
	for _, blob := range [][]byte{manifest, config, layer} {
		add(archive, "blobs/sha256/"+strings.TrimPrefix(digest(blob), "sha256:"), 0o644, blob)
	}
	return archive.Close()
}

func programLayer(name string, program []byte) ([]byte, error) {
	var buffer bytes.Buffer
	layer := tar.NewWriter(&buffer)
	add(layer, name, 0o755, program)
	err := layer.Close()
	return buffer.Bytes(), err
}

// add ignores errors: archive/tar repeats the first one on Close.
func add(w *tar.Writer, name string, mode int64, content []byte) {
	_ = w.WriteHeader(&tar.Header{Name: name, Mode: mode, Size: int64(len(content)), Typeflag: tar.TypeReg})
	_, _ = w.Write(content)
}

func descriptor(mediaType string, blob []byte) object {
	return object{"mediaType": mediaType, "digest": digest(blob), "size": len(blob)}
}

func digest(blob []byte) string {
	sum := sha256.Sum256(blob)
	return fmt.Sprintf("sha256:%s", hex.EncodeToString(sum[:]))
}
