package main

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
	"testing"

	"davit.dev/hack/node/kube/netpol/attach"
)

const previous = `{"cniVersion":"1.0.0","interfaces":[{"name":"veth12","mac":"a"},{"name":"eth0","sandbox":"/run/netns/x"}],` +
	`"ips":[{"address":"fd00::2/64"},{"address":"10.244.0.7/24","interface":1}]}`

func environment(command string) func(string) string {
	return func(name string) string {
		return map[string]string{
			"CNI_COMMAND": command, "CNI_CONTAINERID": "abc",
			"CNI_ARGS": "IgnoreUnknown=1;K8S_POD_NAMESPACE=x;K8S_POD_NAME=a;K8S_POD_UID=u",
		}[name]
	}
}

// enforcer answers one request and hands it on.
func enforcer(t *testing.T, response attach.Response) (string, <-chan attach.Request) {
	socket := t.TempDir() + "/s"
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	requests := make(chan attach.Request, 1)
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		defer connection.Close()
		var request attach.Request
		_ = json.NewDecoder(connection).Decode(&request)
		requests <- request
		_ = json.NewEncoder(connection).Encode(response)
	}()
	return socket, requests
}

func input(socket, previous string) *strings.Reader {
	return strings.NewReader(`{"cniVersion":"1.0.0","name":"davit","type":"netpol-cni","socket":"` + socket + `","prevResult":` + previous + `}`)
}

func TestAddTellsTheEnforcerAndPassesTheResultOn(t *testing.T) {
	socket, requests := enforcer(t, attach.Response{Done: true})
	output, err := run(environment("ADD"), input(socket, previous))
	if err != nil || !bytes.Equal(output, []byte(previous)) {
		t.Errorf("got %s, %v", output, err)
	}
	want := attach.Pod{Container: "abc", Namespace: "x", Name: "a", UID: "u", Interface: "veth12", Address: "10.244.0.7"}
	if got := <-requests; *got.Attach != want {
		t.Errorf("got %+v", got.Attach)
	}
}

func TestAddFailsWithTheEnforcersReason(t *testing.T) {
	socket, _ := enforcer(t, attach.Response{Error: "not yet"})
	if _, err := run(environment("ADD"), input(socket, previous)); err == nil || err.Error() != "not yet" {
		t.Errorf("got %v", err)
	}
}

func TestAddRefusesAPodThatHasNoLink(t *testing.T) {
	for _, previous := range []string{"null", "{}", `{"interfaces":[{"name":"veth1"}],"ips":[{"address":"fd00::2/64"}]}`} {
		if _, err := run(environment("ADD"), input("/nowhere", previous)); err == nil {
			t.Errorf("%s was taken", previous)
		}
	}
}

func TestDelGoesOnWithoutAnEnforcer(t *testing.T) {
	socket, requests := enforcer(t, attach.Response{Done: true})
	if output, err := run(environment("DEL"), input(socket, previous)); err != nil || len(output) > 0 {
		t.Errorf("got %s, %v", output, err)
	}
	if got := <-requests; got.Detach != "abc" {
		t.Errorf("got %+v", got)
	}
	if _, err := run(environment("DEL"), input("/nowhere", previous)); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestVersionAndUnknownCommands(t *testing.T) {
	output, err := run(environment("VERSION"), strings.NewReader("{}"))
	if err != nil || !json.Valid(output) || !bytes.Contains(output, []byte(`"1.0.0"`)) {
		t.Errorf("got %s, %v", output, err)
	}
	if _, err := run(environment("STATUS"), strings.NewReader("{}")); err == nil {
		t.Error("an unknown command was taken")
	}
}
