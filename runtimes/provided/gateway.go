package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

const (
	firstDelay = 50 * time.Millisecond
	lastDelay  = 2 * time.Second
)

// gateway is spoken to in HTTP/1.0 on a connection a request: the answer is whatever comes until the connection ends. Go's own
// HTTP client would be most of this program's memory, and an environment may be parked for days.
type gateway struct{ address string }

// claim is what the gateway answers: the function to become.
type claim struct {
	Handler     string            `json:"handler"`
	Environment map[string]string `json:"environment"`
	Code        struct {
		Inline  map[string]string `json:"inline"`
		Archive *archive          `json:"archive"`
	} `json:"code"`
	Layers []archive `json:"layers"`
}

// park polls until claimed; a gateway that is away or restarts is asked again, later and later.
func (g gateway) park() *claim {
	for delay := firstDelay; ; delay = min(delay*2, lastDelay) {
		started := time.Now()
		if c, err := g.poll(); err == nil {
			return c
		}
		if time.Since(started) > lastDelay {
			delay = firstDelay
		}
		time.Sleep(delay)
	}
}

func (g gateway) poll() (*claim, error) {
	body, err := g.get("/2026-11-01/environment/next")
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var c claim
	return &c, json.NewDecoder(body).Decode(&c)
}

// get returns the body of an answer that is OK.
func (g gateway) get(path string) (io.ReadCloser, error) {
	return g.call("GET "+path+" HTTP/1.0\r\n", nil, "200")
}

func (g gateway) postInitError(failure *failure) error {
	body, err := json.Marshal(failure)
	if err != nil {
		return err
	}
	head := "POST /2018-06-01/runtime/init/error HTTP/1.0\r\nContent-Type: application/json\r\n" +
		"Lambda-Runtime-Function-Error-Type: " + failure.Type + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\n"
	answer, err := g.call(head, body, "202")
	if err != nil {
		return err
	}
	return answer.Close()
}

func (g gateway) call(head string, body []byte, wanted string) (io.ReadCloser, error) {
	// A parked connection is silent for hours: keep-alive probes find out when its other end is gone.
	dialer := net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: 30 * time.Second, Interval: 10 * time.Second, Count: 9}}
	connection, err := dialer.Dial("tcp", g.address)
	if err != nil {
		return nil, err
	}
	request := append([]byte(head+"Host: "+g.address+"\r\nConnection: close\r\n\r\n"), body...)
	if _, err := connection.Write(request); err != nil {
		connection.Close()
		return nil, err
	}
	reader, err := readHead(connection, wanted)
	if err != nil {
		connection.Close()
		return nil, err
	}
	return answer{reader, connection}, nil
}

// answer is a body and the connection it comes from.
type answer struct {
	io.Reader
	io.Closer
}

// readHead reads past an answer's status, which must be the wanted one, and its headers.
func readHead(connection io.Reader, wanted string) (io.Reader, error) {
	reader := bufio.NewReader(connection)
	var status string
	for first := true; ; first = false {
		line, err := reader.ReadString('\n')
		if err != nil {
			return nil, fmt.Errorf("the answer ends in its head: %w", err)
		}
		line = strings.TrimRight(line, "\r\n")
		if first {
			if fields := strings.Fields(line); len(fields) > 1 {
				status = fields[1]
			}
		}
		if line == "" {
			break
		}
	}
	if status != wanted {
		var body bytes.Buffer
		_, _ = io.CopyN(&body, reader, 512)
		return nil, &statusError{status, strings.TrimSpace(body.String())}
	}
	return reader, nil
}

// statusError is an answer other than the wanted one.
type statusError struct{ status, body string }

func (e *statusError) Error() string { return "the gateway answered " + e.status + ": " + e.body }

// final tells whether asking again would give the same.
func (e *statusError) final() bool { return strings.HasPrefix(e.status, "4") }
