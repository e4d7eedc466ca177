package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// How often a download that fails is tried again, with how long between.
const (
	downloads     = 5
	downloadDelay = 100 * time.Millisecond
)

// archive is a ZIP file that the gateway serves by its content's hash.
type archive struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// place puts the claim's code into the task root and its layers, in order, into the other one, and makes them read-only.
func (e environment) place(c *claim) error {
	budget := newBudget()
	for _, layer := range c.Layers {
		if err := e.unpack(layer, e.optRoot, budget); err != nil {
			return err
		}
	}
	if len(c.Layers) > 0 {
		if err := seal(e.optRoot); err != nil {
			return err
		}
	}
	if err := e.placeCode(c, budget); err != nil {
		return err
	}
	return seal(e.taskRoot)
}

func (e environment) placeCode(c *claim, budget *budget) error {
	if c.Code.Archive != nil {
		return e.unpack(*c.Code.Archive, e.taskRoot, budget)
	}
	return writeInline(e.taskRoot, c.Code.Inline)
}

// seal takes the right to write from all that is below a folder.
func seal(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == folder {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.Chmod(name, info.Mode().Perm()&^0o222)
	})
}

// writeInline writes text files; a script, and whatever is called bootstrap, may be executed.
func writeInline(folder string, files map[string]string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, text := range files {
		if err := checkName(name, folder); err != nil {
			return err
		}
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if strings.HasPrefix(text, "#!") || name == "bootstrap" {
			mode = 0o755
		}
		if err := root.WriteFile(name, []byte(text), mode); err != nil {
			return err
		}
	}
	return nil
}

// unpack downloads an archive, checks that it is the one meant and lays its files into the folder.
func (e environment) unpack(a archive, folder string, budget *budget) error {
	file, err := os.CreateTemp("", "code-")
	if err != nil {
		return err
	}
	defer file.Close()
	// Nobody else needs its name, and the space is free as soon as it is closed.
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	if err := e.download(a, file); err != nil {
		return err
	}
	return unzip(file, a.Size, folder, budget)
}

func (e environment) download(a archive, file *os.File) error {
	if a.Size < 0 || a.Size > maxBytes {
		return tooLarge()
	}
	for attempt, delay := 1, downloadDelay; ; attempt, delay = attempt+1, delay*2 {
		err := e.downloadOnce(a, file)
		var refused *statusError
		if err == nil {
			return nil
		}
		if errors.As(err, &refused) && refused.final() || attempt == downloads {
			return &failure{"Runtime.CodeUnavailable", fmt.Sprintf("The code %s cannot be had from the gateway: %v", a.Path, err)}
		}
		time.Sleep(delay)
	}
}

func (e environment) downloadOnce(a archive, file *os.File) error {
	body, err := e.gateway.get(a.Path)
	if err != nil {
		return err
	}
	defer body.Close()
	if err := errors.Join(file.Truncate(0), seekToStart(file)); err != nil {
		return err
	}
	sum := sha256.New()
	// One byte more than there should be tells that there is too much.
	size, err := io.Copy(io.MultiWriter(file, sum), io.LimitReader(body, a.Size+1))
	if err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); size != a.Size || got != a.SHA256 {
		return fmt.Errorf("%d bytes with SHA-256 %s came, not %d bytes with %s", size, got, a.Size, a.SHA256)
	}
	return nil
}

func seekToStart(file *os.File) error {
	_, err := file.Seek(0, io.SeekStart)
	return err
}
