package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// emptyAPI answers as a Kubernetes API server in which there is nothing: lists are empty, watches tell nothing, what is written is
// taken and forgotten. A program that is trained at it starts as it does in a cluster.
type emptyAPI struct {
	listener net.Listener
	last     atomic.Int64 // when it was last asked, or began, in nanoseconds
}

func startEmptyAPI() (*emptyAPI, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	api := &emptyAPI{listener: listener}
	api.last.Store(time.Now().UnixNano()) // who has not asked yet is not through
	go func() { _ = http.Serve(listener, api) }()
	return api, nil
}

func (a *emptyAPI) port() string {
	return strconv.Itoa(a.listener.Addr().(*net.TCPAddr).Port)
}

// quiet is how long nobody has begun to ask anything but for a lease.
func (a *emptyAPI) quiet() time.Duration { return time.Since(time.Unix(0, a.last.Load())) }

func (a *emptyAPI) close() { _ = a.listener.Close() }

type object = map[string]any

func (a *emptyAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.URL.Path, "/leases") { // which is asked for again and again
		a.last.Store(time.Now().UnixNano())
	}
	w.Header().Set("Content-Type", "application/json")
	query := r.URL.Query()
	switch {
	case r.Header.Get("Upgrade") != "":
		answer(w, http.StatusOK, object{}) // no WebSocket here: clients go on with plain requests
	case query.Get("watch") == "true":
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	case r.Method != http.MethodGet:
		answer(w, http.StatusCreated, taken(r.Body))
	case r.URL.Path == "/version":
		answer(w, http.StatusOK, object{"major": "1", "minor": "36", "gitVersion": "v1.36.0"})
	case isList(r.URL.Path):
		answer(w, http.StatusOK, object{"kind": "List", "apiVersion": "v1", "metadata": object{"resourceVersion": "1"}, "items": []any{}})
	default:
		answer(w, http.StatusNotFound, object{"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404})
	}
}

// isList tells /api/v1/pods and /apis/apps/v1/namespaces/a/deployments from the address of one object.
func isList(path string) bool {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	group := 2 // api/v1
	if parts[0] == "apis" {
		group = 3
	}
	return len(parts) == group+1 || len(parts) == group+3 && parts[group] == "namespaces"
}

// taken is what was written, as a server would answer it.
func taken(body io.Reader) object {
	written := object{}
	_ = json.NewDecoder(body).Decode(&written)
	metadata, _ := written["metadata"].(object)
	if metadata == nil {
		metadata = object{}
	}
	metadata["uid"], metadata["resourceVersion"] = "00000000-0000-0000-0000-000000000000", "1"
	written["metadata"] = metadata
	if kind, _ := written["kind"].(string); strings.HasSuffix(kind, "Review") { // of rights: whoever asks may do everything
		every := []string{"*"}
		written["status"] = object{"allowed": true, "incomplete": false, "nonResourceRules": []any{},
			"resourceRules": []object{{"apiGroups": every, "resources": every, "verbs": every}}}
	}
	return written
}

func answer(w http.ResponseWriter, status int, body object) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
