package outside

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"testing"
	"time"
)

func TestServeAnswersByHTTPAndEchoesTCPAndUDP(t *testing.T) {
	ports := free(t, 2)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, []string{"127.0.0.1"}, ports[:1], ports[1:]) }()
	web, plain := "127.0.0.1:"+strconv.Itoa(ports[0]), "127.0.0.1:"+strconv.Itoa(ports[1])

	if got := get(t, "http://"+web+"/latest/meta-data"); got != web+" sees 127.0.0.1\n" {
		t.Errorf("got %q", got)
	}
	for network, address := range map[string]string{"tcp": plain, "udp": web} {
		connection, err := net.Dial(network, address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		_ = connection.SetDeadline(time.Now().Add(5 * time.Second))
		_, _ = connection.Write([]byte("hello"))
		answer := make([]byte, 5)
		if _, err := io.ReadFull(connection, answer); err != nil || string(answer) != "hello" {
			t.Errorf("%s: got %q, %v", network, answer, err)
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); ; {
		response, err := http.Get(url)
		if err == nil {
			defer response.Body.Close()
			text, _ := io.ReadAll(response.Body)
			return string(text)
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

func free(t *testing.T, count int) (ports []int) {
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports
}
