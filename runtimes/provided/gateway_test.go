package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain is also the program under test: started with "standby" and the folder of layers.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "standby" {
		os.Exit(environment{gateway{os.Getenv("AWS_LAMBDA_RUNTIME_API")}, os.Getenv("LAMBDA_TASK_ROOT"), os.Args[2]}.run())
	}
	os.Exit(m.Run())
}

const (
	standbyPath = "/2026-11-01/environment/next"
	initError   = "/2018-06-01/runtime/init/error"
	patience    = 10 * time.Second
)

// request is what the fake gateway saw.
type request struct {
	path, host, errorType string
	body                  []byte
}

// fakeGateway serves standby polls, archives and init errors to one environment.
type fakeGateway struct {
	*httptest.Server
	seen   chan request
	claims chan any // a claim, or an int: the status to refuse a poll with

	mutex    sync.Mutex
	archives map[string][]byte
	failures int // downloads that still fail
}

func newGateway(t *testing.T) *fakeGateway {
	g := &fakeGateway{seen: make(chan request, 100), claims: make(chan any, 10), archives: map[string][]byte{}}
	g.Server = httptest.NewServer(g)
	t.Cleanup(func() {
		g.CloseClientConnections()
		g.Close()
	})
	return g
}

func (g *fakeGateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	g.seen <- request{r.URL.Path, r.Host, r.Header.Get("Lambda-Runtime-Function-Error-Type"), body}
	switch {
	case r.URL.Path == standbyPath:
		g.standby(w, r)
	case r.URL.Path == initError:
		w.WriteHeader(http.StatusAccepted)
	default:
		g.archive(w, r.URL.Path)
	}
}

func (g *fakeGateway) standby(w http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
	case c := <-g.claims:
		if status, refused := c.(int); refused {
			w.WriteHeader(status)
			return
		}
		_ = json.NewEncoder(w).Encode(c)
	}
}

func (g *fakeGateway) archive(w http.ResponseWriter, path string) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	content, there := g.archives[path]
	switch {
	case !there:
		http.NotFound(w, nil)
	case g.failures > 0:
		g.failures--
		w.WriteHeader(http.StatusServiceUnavailable)
	default:
		_, _ = w.Write(content)
	}
}

func (g *fakeGateway) address() string { return g.Listener.Addr().String() }

// serve keeps an archive and returns how a claim names it.
func (g *fakeGateway) serve(content []byte) map[string]any {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.archives["/2026-11-01/code/"+name] = content
	return map[string]any{"path": "/2026-11-01/code/" + name, "sha256": name, "size": len(content)}
}

// expect is the next request, which must be for this path.
func (g *fakeGateway) expect(t *testing.T, path string) request {
	t.Helper()
	select {
	case r := <-g.seen:
		if r.path != path {
			t.Fatalf("%s came, not %s: %s", r.path, path, r.body)
		}
		return r
	case <-time.After(patience):
		t.Fatalf("nothing came for %s", path)
	}
	return request{}
}

// started is a standby process with a task root and a folder of layers of its own.
type started struct {
	*exec.Cmd
	task, opt string
	output    *bytes.Buffer
	ended     chan error
}

func start(t *testing.T, g *fakeGateway, variables ...string) *started {
	t.Helper()
	s := &started{task: t.TempDir(), opt: t.TempDir(), output: &bytes.Buffer{}, ended: make(chan error, 1)}
	t.Cleanup(func() { _ = exec.Command("chmod", "-R", "u+w", s.task, s.opt).Run() }) // so that they can be removed
	s.Cmd = exec.Command(os.Args[0], "standby", s.opt)
	s.Env = append([]string{"PATH=/usr/bin:/bin", "AWS_LAMBDA_RUNTIME_API=" + g.address(), "LAMBDA_TASK_ROOT=" + s.task}, variables...)
	s.Stdout, s.Stderr = s.output, s.output
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { s.ended <- s.Wait() }()
	t.Cleanup(func() { _ = s.Process.Kill() })
	return s
}

// end is the process's exit status and all it wrote.
func (s *started) end(t *testing.T) (int, string) {
	t.Helper()
	select {
	case <-s.ended:
		return s.ProcessState.ExitCode(), s.output.String()
	case <-time.After(patience):
		t.Fatal("the program did not end")
		return 0, ""
	}
}

func claimOf(code map[string]any, layers ...map[string]any) map[string]any {
	return map[string]any{
		"functionName": "hello", "functionVersion": "$LATEST", "handler": "hello.handler", "timeout": 3, "memorySize": 128,
		"environment": map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "hello", "TABLE": "users"}, "code": code, "layers": layers,
	}
}

func inline(files map[string]string) map[string]any {
	return claimOf(map[string]any{"inline": files})
}

// entry is a file of an archive to make.
type entry struct {
	name, text string
	mode       fs.FileMode
}

func zipOf(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for _, e := range entries {
		header := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		header.SetMode(e.mode)
		w, err := archive.CreateHeader(header)
		if err == nil {
			_, err = io.Copy(w, strings.NewReader(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// away is an address that nobody listens at, until listen.
func away(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
