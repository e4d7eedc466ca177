package chart

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// answer is what a stand-in for the gateway says.
type answer struct {
	status        int
	functionError string
	body          string
}

// runHelmTest runs the program of `helm test` against a gateway that gives these answers in turn, the last one for ever.
func runHelmTest(t *testing.T, seconds string, answers ...answer) (string, error) {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	calls := 0
	gateway := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		if request.URL.Path != "/2015-03-31/functions/hello/invocations" || request.Header.Get("Authorization") != "Bearer secret" || string(body) != `{"name": "helm"}` {
			t.Errorf("%s %s %s", request.URL, request.Header, body)
		}
		now := answers[min(calls, len(answers)-1)]
		calls++
		if now.functionError != "" {
			response.Header().Set("X-Amz-Function-Error", now.functionError)
		}
		response.WriteHeader(now.status)
		_, _ = io.WriteString(response, now.body)
	}))
	defer gateway.Close()
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(python, chartDir+"/files/invoke_test.py")
	command.Env = append(os.Environ(), "GATEWAY="+strings.TrimPrefix(gateway.URL, "http://"), "FUNCTION=hello", "TIMEOUT_SECONDS="+seconds, "TOKEN_FILE="+token)
	out, err := command.CombinedOutput()
	return string(out), err
}

func TestHelmTestSucceedsOnceTheFunctionAnswers(t *testing.T) {
	out, err := runHelmTest(t, "20",
		answer{status: 404, body: "Function not found"},
		answer{status: 409, body: "Pending"},
		answer{status: 200, body: `{"hello": "helm"}`})
	if err != nil || !strings.Contains(out, "the function answered") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestHelmTestFailsOnARefusal(t *testing.T) {
	out, err := runHelmTest(t, "20", answer{status: 403, body: "AccessDenied"})
	if err == nil || !strings.Contains(out, "HTTP 403") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestHelmTestFailsOnAFunctionError(t *testing.T) {
	out, err := runHelmTest(t, "20", answer{status: 200, functionError: "Unhandled", body: `{"hello": "helm"}`})
	if err == nil || !strings.Contains(out, "Unhandled") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestHelmTestGivesUpInTime(t *testing.T) {
	out, err := runHelmTest(t, "0.5", answer{status: 503, body: "starting"})
	if err == nil || !strings.Contains(out, "gave up") {
		t.Errorf("%v: %s", err, out)
	}
}
