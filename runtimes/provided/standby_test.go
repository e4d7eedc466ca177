package main

import (
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestBecomesTheBootstrapWithTheFunctionsFilesVariablesAndFolder(t *testing.T) {
	g := newGateway(t)
	s := start(t, g, "KUBERNETES_SERVICE_HOST=10.96.0.1", "TABLE=none")
	g.expect(t, standbyPath)
	g.claims <- inline(map[string]string{
		"bootstrap": "#!/bin/sh\necho $$ $0 $(pwd) $(cat lib/name)\nenv\nexit 7\n",
		"lib/name":  "davit",
	})
	status, output := s.end(t)
	lines := strings.Split(output, "\n")
	if want := join(s.Process.Pid, s.task+"/bootstrap", s.task, "davit"); status != 7 || lines[1] != want {
		t.Errorf("exit status %d, %q instead of %q", status, lines[1], want)
	}
	if lines[0] != "INIT_START Runtime Version: provided:al2023" {
		t.Errorf("it said %q", lines[0])
	}
	for _, variable := range []string{"_HANDLER=hello.handler", "AWS_LAMBDA_FUNCTION_NAME=hello", "TABLE=users", "TZ=:UTC",
		"LAMBDA_TASK_ROOT=" + s.task, "AWS_LAMBDA_RUNTIME_API=" + g.address()} {
		if !strings.Contains(output, "\n"+variable+"\n") {
			t.Errorf("%s is not set in %s", variable, output)
		}
	}
	if strings.Contains(output, "KUBERNETES") {
		t.Error("it shows the cluster's addresses")
	}
}

func TestSendsTheWholeHostAndPortOnEveryRequest(t *testing.T) {
	g := newGateway(t)
	start(t, g)
	if host := g.expect(t, standbyPath).host; host != g.address() {
		t.Errorf("Host was %q", host)
	}
	code := g.serve(zipOf(t))
	g.claims <- claimOf(map[string]any{"archive": code})
	for _, path := range []string{code["path"].(string), initError} {
		if host := g.expect(t, path).host; host != g.address() {
			t.Errorf("Host of %s was %q", path, host)
		}
	}
}

func TestRunsTheBootstrapOfALayerWhenTheCodeHasNone(t *testing.T) {
	g := newGateway(t)
	s := start(t, g)
	g.expect(t, standbyPath)
	layer := g.serve(zipOf(t, entry{"bootstrap", "#!/bin/sh\ncat handler.sh\n", 0o755}))
	claim := inline(map[string]string{"handler.sh": "the code"})
	claim["layers"] = []any{layer}
	g.claims <- claim
	if status, output := s.end(t); status != 0 || !strings.HasSuffix(output, "\nthe code") {
		t.Errorf("exit status %d, %q", status, output)
	}
}

func TestSaysInAwsWordsWhyThereIsNothingToRun(t *testing.T) {
	noInterpreter := map[string]string{"bootstrap": "#!/not/there\n"}
	notAProgram := map[string]string{"bootstrap": "\x00\x01 neither script nor binary"}
	cases := map[string]struct {
		claim func(g *fakeGateway) map[string]any
		want  string
	}{
		"missing": {func(*fakeGateway) map[string]any { return inline(map[string]string{"other": "x"}) },
			"Couldn't find valid bootstrap(s): [TASK/bootstrap OPT/bootstrap]"},
		"a folder": {func(*fakeGateway) map[string]any { return inline(map[string]string{"bootstrap/x": "x"}) },
			"Couldn't find valid bootstrap(s): [TASK/bootstrap OPT/bootstrap]"},
		"no interpreter": {func(*fakeGateway) map[string]any { return inline(noInterpreter) },
			"fork/exec TASK/bootstrap: no such file or directory"},
		"not a program": {func(*fakeGateway) map[string]any { return inline(notAProgram) },
			"fork/exec TASK/bootstrap: exec format error"},
		"not executable": {func(g *fakeGateway) map[string]any {
			return claimOf(map[string]any{"archive": g.serve(zipOf(t, entry{"bootstrap", "#!/bin/sh\n", 0o644}))})
		}, "fork/exec TASK/bootstrap: permission denied"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			g := newGateway(t)
			s := start(t, g)
			g.claims <- c.claim(g)
			want := strings.NewReplacer("TASK", s.task, "OPT", s.opt).Replace(c.want)
			failure := g.expectInitError(t, s)
			if failure.Type != "Runtime.InvalidEntrypoint" || failure.Message != want {
				t.Errorf("%+v", failure)
			}
		})
	}
}

// expectInitError skips what comes before it; the process ends afterwards.
func (g *fakeGateway) expectInitError(t *testing.T, s *started) failure {
	t.Helper()
	status, output := s.end(t)
	if status != 1 {
		t.Fatalf("exit status %d: %s", status, output)
	}
	var last request
	for len(g.seen) > 0 {
		last = <-g.seen
	}
	var posted failure
	if last.path != initError || json.Unmarshal(last.body, &posted) != nil || posted.Type != last.errorType {
		t.Fatalf("the last request was %s %s with the type %q", last.path, last.body, last.errorType)
	}
	return posted
}

func TestPollsAgainWhenTheGatewayWasAwayOrRefused(t *testing.T) {
	g := newGateway(t)
	address := away(t)
	g.claims <- http.StatusServiceUnavailable
	s := start(t, g, "AWS_LAMBDA_RUNTIME_API="+address)
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	late := httptest.NewUnstartedServer(g)
	late.Listener.Close()
	late.Listener = listener
	late.Start()
	t.Cleanup(late.Close)
	g.expect(t, standbyPath)
	g.expect(t, standbyPath)
	g.claims <- inline(map[string]string{"bootstrap": "#!/bin/sh\necho back\n"})
	if status, output := s.end(t); status != 0 || !strings.HasSuffix(output, "\nback\n") {
		t.Errorf("exit status %d, %q", status, output)
	}
}

func TestStopsAtSigtermWhileParked(t *testing.T) {
	g := newGateway(t)
	s := start(t, g)
	g.expect(t, standbyPath)
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if status, _ := s.end(t); status != 143 {
		t.Errorf("exit status %d", status)
	}
}

func TestNeedsNoClaimWhenAHandlerIsGivenAtStart(t *testing.T) {
	g := newGateway(t)
	task := t.TempDir()
	if err := os.WriteFile(filepath.Join(task, "bootstrap"), []byte("#!/bin/sh\necho $_HANDLER\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := start(t, g, "_HANDLER=given", "LAMBDA_TASK_ROOT="+task)
	if _, output := s.end(t); output != "given\n" || len(g.seen) > 0 {
		t.Errorf("%q, %d requests", output, len(g.seen))
	}
}
