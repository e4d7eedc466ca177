package main

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sort"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

const imageRegistry = "registry.davit.dev"

func (b *builder) reference(r *Recipe) string { return imageRegistry + "/" + r.Name + ":" + b.version }

func (b *builder) buildAll(names []string) error {
	selected, err := b.selected(names)
	if err != nil {
		return err
	}
	for _, r := range selected {
		_, file, err := b.build(r)
		if err != nil {
			return err
		}
		fmt.Println(r.Name, b.reference(r), file)
	}
	return nil
}

func (b *builder) pushAll(names []string, registry string, insecure bool) error {
	selected, err := b.selected(names)
	if err != nil {
		return err
	}
	options := []name.Option{name.StrictValidation}
	if insecure {
		options = append(options, name.Insecure)
	}
	for _, r := range selected {
		image, _, err := b.build(r)
		if err != nil {
			return err
		}
		reference, err := name.NewTag(registry+"/"+r.Name+":"+b.version, options...)
		if err != nil {
			return err
		}
		err = timed("pushing "+reference.String(), func() error {
			return remote.Write(reference, image, remote.WithAuthFromKeychain(authn.DefaultKeychain))
		})
		if err != nil {
			return err
		}
		digest, err := image.Digest()
		if err != nil {
			return err
		}
		fmt.Println(r.Name, reference.Context().Digest(digest.String()))
	}
	return nil
}

// build makes one image and its archive, unless that is in the cache.
func (b *builder) build(r *Recipe) (v1.Image, string, error) {
	layers, err := b.layers(r)
	if err != nil {
		return nil, "", err
	}
	image, err := b.image(r, layers)
	if err != nil {
		return nil, "", err
	}
	digest, err := image.Digest()
	if err != nil {
		return nil, "", err
	}
	file := b.dir(fmt.Sprintf("%s-%s.tar", r.Name, hashJSON(digest, b.reference(r))))
	if b.used(file) {
		return image, file, nil
	}
	if err := archive(image, b.reference(r), file); err != nil {
		return nil, "", err
	}
	b.report(r, layers)
	return image, file, b.prune()
}

func (b *builder) report(r *Recipe, layers []*builtLayer) {
	var size int64
	for _, l := range layers {
		size += l.Bytes
	}
	say("%s: %.1f MB in %d layers", b.reference(r), float64(size)/1e6, len(layers))
}

func (b *builder) image(r *Recipe, layers []*builtLayer) (v1.Image, error) {
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	for i, l := range layers {
		recipe := r.allLayers(b.recipes)[i]
		var err error
		image, err = mutate.Append(image, mutate.Addendum{Layer: l, History: v1.History{
			Created: v1.Time{Time: buildTime}, CreatedBy: "davit-images " + r.Name + " " + recipe.Name}})
		if err != nil {
			return nil, err
		}
	}
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.Created = v1.Time{Time: buildTime}
	file.OS, file.Architecture = "linux", runtime.GOARCH
	file.Config = r.config(b.version)
	return mutate.ConfigFile(image, file)
}

func (r *Recipe) config(version string) v1.Config {
	config := v1.Config{
		Entrypoint: r.Config.Entrypoint, Cmd: r.Config.Cmd, User: r.Config.User, WorkingDir: r.Config.Workdir,
		Labels: map[string]string{
			"org.opencontainers.image.title":       r.Name,
			"org.opencontainers.image.description": r.Description,
			"org.opencontainers.image.version":     version,
			"org.opencontainers.image.vendor":      "Davit",
			"org.opencontainers.image.licenses":    "Apache-2.0",
		},
	}
	for label, value := range r.Config.Labels {
		config.Labels[label] = value
	}
	for variable, value := range r.Config.Env {
		config.Env = append(config.Env, variable+"="+value)
	}
	sort.Strings(config.Env)
	for _, port := range r.Config.Ports {
		if config.ExposedPorts == nil {
			config.ExposedPorts = map[string]struct{}{}
		}
		config.ExposedPorts[port] = struct{}{}
	}
	return config
}

// archive writes an OCI layout in a tar, with the manifest.json by which `docker load` finds its way in it as well.
func archive(image v1.Image, reference, file string) error {
	temporary, err := os.Create(file + ".new")
	if err != nil {
		return err
	}
	defer temporary.Close()
	w := &blobWriter{tar: tar.NewWriter(temporary)}
	if err := w.image(image, reference); err != nil {
		return err
	}
	if err := w.tar.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}

type blobWriter struct{ tar *tar.Writer }

func (w *blobWriter) image(image v1.Image, reference string) error {
	manifest, err := image.Manifest()
	if err != nil {
		return err
	}
	rawManifest, err := image.RawManifest()
	if err != nil {
		return err
	}
	rawConfig, err := image.RawConfigFile()
	if err != nil {
		return err
	}
	digest, err := image.Digest()
	if err != nil {
		return err
	}
	index := v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: []v1.Descriptor{{
		MediaType: manifest.MediaType, Digest: digest, Size: int64(len(rawManifest)),
		Annotations: map[string]string{"io.containerd.image.name": reference, "org.opencontainers.image.ref.name": reference},
	}}}
	docker := []map[string]any{{"Config": blob(manifest.Config.Digest), "RepoTags": []string{reference}, "Layers": layerBlobs(manifest)}}
	for _, member := range []struct {
		name  string
		value any
	}{{"oci-layout", map[string]string{"imageLayoutVersion": "1.0.0"}}, {"index.json", index}, {"manifest.json", docker}} {
		text, err := json.Marshal(member.value)
		if err != nil {
			return err
		}
		if err := w.file(member.name, text); err != nil {
			return err
		}
	}
	if err := errors.Join(w.file(blob(digest), rawManifest), w.file(blob(manifest.Config.Digest), rawConfig)); err != nil {
		return err
	}
	return w.layers(image)
}

func (w *blobWriter) layers(image v1.Image) error {
	layers, err := image.Layers()
	if err != nil {
		return err
	}
	for _, l := range layers {
		digest, err := l.Digest()
		if err != nil {
			return err
		}
		content, err := l.Compressed()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(content)
		if err = errors.Join(err, content.Close()); err != nil {
			return err
		}
		if err := w.file(blob(digest), text); err != nil {
			return err
		}
	}
	return nil
}

func (w *blobWriter) file(name string, content []byte) error {
	header := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(content)), ModTime: buildTime}
	if err := w.tar.WriteHeader(header); err != nil {
		return err
	}
	_, err := w.tar.Write(content)
	return err
}

func blob(digest v1.Hash) string { return "blobs/" + digest.Algorithm + "/" + digest.Hex }

func layerBlobs(manifest *v1.Manifest) []string {
	var blobs []string
	for _, l := range manifest.Layers {
		blobs = append(blobs, blob(l.Digest))
	}
	return blobs
}
