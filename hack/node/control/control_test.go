package control

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestParseForward(t *testing.T) {
	for text, want := range map[string]Forward{
		"9000=30900":                     {"127.0.0.1:9000", "10.89.0.2:30900"},
		"127.0.0.1:9000=30900":           {"127.0.0.1:9000", "10.89.0.2:30900"},
		"0.0.0.0:80=10.244.0.7:8080":     {"0.0.0.0:80", "10.244.0.7:8080"},
		"[::1]:9000=30900":               {"[::1]:9000", "10.89.0.2:30900"},
		"9000":                           {},
		"9000=":                          {},
		"0=30900":                        {},
		"9000=70000":                     {},
		"localhost:9000=30900":           {},
		"127.0.0.1:9000=gateway.svc:900": {},
	} {
		got, err := ParseForward(text, "10.89.0.2")
		if got != want || (err == nil) != (want != Forward{}) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
}

func TestCallHandsOverFilesEvenOverALongPath(t *testing.T) {
	folder := filepath.Join(t.TempDir(), strings.Repeat("long", 40))
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(folder, "control.sock")
	listener, err := Listen(socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		connection, err := listener.AcceptUnix()
		if err != nil {
			return
		}
		defer connection.Close()
		request, files, err := Receive(connection)
		if err == nil && len(files) == 1 {
			_, _ = files[0].WriteString(request.Exec[0])
		}
		_, _ = connection.Write([]byte(`{"exitCode": 7}`))
	}()
	out, err := os.Create(filepath.Join(folder, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	response, err := Call(socket, Request{Exec: []string{"hello"}}, out)
	if err != nil || response.ExitCode != 7 {
		t.Fatalf("got %v, %v", response, err)
	}
	if text, _ := os.ReadFile(out.Name()); string(text) != "hello" {
		t.Errorf("the file got %q", text)
	}
}
