package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
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

// quiet is how long nobody has begun to ask anything.
func (a *emptyAPI) quiet() time.Duration { return time.Since(time.Unix(0, a.last.Load())) }

func (a *emptyAPI) close() { _ = a.listener.Close() }

type object = map[string]any

func (a *emptyAPI) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.last.Store(time.Now().UnixNano())
	w.Header().Set("Content-Type", "application/json")
	query := r.URL.Query()
	switch {
	case query.Get("watch") == "true":
		w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	case r.Method != http.MethodGet:
		answer(w, http.StatusCreated, taken(r.Body))
	case r.URL.Path == "/version":
		answer(w, http.StatusOK, object{"major": "1", "minor": "36", "gitVersion": "v1.36.0"})
	case query.Has("limit") || query.Has("resourceVersion"):
		answer(w, http.StatusOK, object{"kind": "List", "apiVersion": "v1", "metadata": object{"resourceVersion": "1"}, "items": []any{}})
	default:
		answer(w, http.StatusNotFound, object{"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404})
	}
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
	return written
}

func answer(w http.ResponseWriter, status int, body object) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
