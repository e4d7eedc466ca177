package netpol

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"davit.dev/hack/node/kube/netpol/attach"
)

// attachment is a pod's link to this node, and what was last known of the pod.
type attachment struct {
	attach.Pod
	Known *Pod `json:"known,omitempty"`
}

// attachments are the pods on this node. A file for each outlives the enforcer, as the pods do.
type attachments struct {
	folder string
	lock   sync.Mutex
	links  map[string]attachment // by container
}

// openAttachments reads what an earlier enforcer left, without pods whose link is gone.
func openAttachments(folder string) (*attachments, error) {
	a := &attachments{folder: folder, links: map[string]attachment{}}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		var link attachment
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, &link); err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		if _, err := net.InterfaceByName(link.Interface); err != nil {
			if err := os.Remove(file); err != nil {
				return nil, err
			}
			continue
		}
		a.links[link.Container] = link
	}
	return a, nil
}

// add keeps a link; an address that another one had is this one's now.
func (a *attachments) add(link attachment) error {
	path, err := a.path(link.Container)
	if err != nil {
		return err
	}
	text, err := json.Marshal(link)
	if err != nil {
		return err
	}
	a.lock.Lock()
	defer a.lock.Unlock()
	for container, other := range a.links {
		if other.Address == link.Address && container != link.Container {
			delete(a.links, container)
			_ = os.Remove(filepath.Join(a.folder, container+".json"))
		}
	}
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	a.links[link.Container] = link
	return os.Rename(path+".new", path)
}

// remove forgets a link; one that is not there is fine.
func (a *attachments) remove(container string) error {
	path, err := a.path(container)
	if err != nil {
		return err
	}
	a.lock.Lock()
	defer a.lock.Unlock()
	delete(a.links, container)
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (a *attachments) path(container string) (string, error) {
	if container == "" || strings.ContainsAny(container, "/.") {
		return "", fmt.Errorf("%q is no container's id", container)
	}
	return filepath.Join(a.folder, container+".json"), nil
}

// learn keeps what the API server shows of attached pods, for the time when it shows them no more.
func (a *attachments) learn(pods map[string]seenPod) []attachment {
	a.lock.Lock()
	defer a.lock.Unlock()
	all := make([]attachment, 0, len(a.links))
	for container, link := range a.links {
		if seen, there := pods[key(link.Namespace, link.Name)]; there && seen.is(link.UID) {
			link.Known = &seen.Pod
			a.links[container] = link
		}
		all = append(all, link)
	}
	return all
}
