// Package control is the small protocol between the host and a running cluster's supervisor: one JSON request with open
// files over a Unix socket (paths reach across network namespaces), one JSON answer.
package control

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Forward says that connections to Listen (on the host) go to Target (in the cluster's network).
type Forward struct {
	Listen string `json:"listen"`
	Target string `json:"target"`
}

// Request asks for exactly one thing: Forward comes with the listening socket, Exec with stdin, stdout and stderr.
type Request struct {
	Status  bool     `json:"status,omitempty"`
	Forward *Forward `json:"forward,omitempty"`
	Exec    []string `json:"exec,omitempty"`
}

// Component is one program of the cluster.
type Component struct {
	Name     string `json:"name"`
	PID      int    `json:"pid"`
	Restarts int    `json:"restarts"`
}

// Response answers a Request.
type Response struct {
	Error      string      `json:"error,omitempty"`
	ExitCode   int         `json:"exitCode,omitempty"`
	Ready      bool        `json:"ready,omitempty"`
	Started    time.Time   `json:"started,omitzero"`
	Forwards   []Forward   `json:"forwards,omitempty"`
	Components []Component `json:"components,omitempty"`
}

// ParseForward reads [address:]port=target, target being a port of the node or address:port inside the cluster.
func ParseForward(text, nodeAddress string) (Forward, error) {
	listen, target, ok := strings.Cut(text, "=")
	if !ok {
		return Forward{}, fmt.Errorf("forward %q: want [ADDRESS:]PORT=NODEPORT, for example 127.0.0.1:9000=30900", text)
	}
	if !strings.Contains(listen, ":") {
		listen = "127.0.0.1:" + listen
	}
	if !strings.Contains(target, ":") {
		target = nodeAddress + ":" + target
	}
	for _, address := range []string{listen, target} {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return Forward{}, fmt.Errorf("forward %q: %w", text, err)
		}
		if number, err := strconv.Atoi(port); err != nil || number < 1 || number > 65535 {
			return Forward{}, fmt.Errorf("forward %q: %q is no port", text, port)
		}
		if net.ParseIP(host) == nil {
			return Forward{}, fmt.Errorf("forward %q: %q is no IP address", text, host)
		}
	}
	return Forward{Listen: listen, Target: target}, nil
}

// Call sends a request with files to the socket and waits for the answer.
func Call(socket string, request Request, files ...*os.File) (Response, error) {
	address, done, err := shortAddress(socket)
	if err != nil {
		return Response{}, err
	}
	defer done()
	connection, err := net.DialUnix("unix", nil, address)
	if err != nil {
		return Response{}, err
	}
	defer connection.Close()
	if len(request.Exec) == 0 {
		_ = connection.SetDeadline(time.Now().Add(5 * time.Second))
	}
	body, err := json.Marshal(request)
	if err != nil {
		return Response{}, err
	}
	var rights []byte
	if len(files) > 0 {
		fds := make([]int, len(files))
		for i, file := range files {
			fds[i] = int(file.Fd())
		}
		rights = syscall.UnixRights(fds...)
	}
	if _, _, err := connection.WriteMsgUnix(body, rights, nil); err != nil {
		return Response{}, err
	}
	var response Response
	if err := json.NewDecoder(connection).Decode(&response); err != nil {
		return Response{}, fmt.Errorf("the supervisor hung up: %w", err)
	}
	if response.Error != "" {
		return response, fmt.Errorf("%s", response.Error)
	}
	return response, nil
}

// Listen opens the socket, for root only.
func Listen(socket string) (*net.UnixListener, error) {
	address, done, err := shortAddress(socket)
	if err != nil {
		return nil, err
	}
	defer done()
	listener, err := net.ListenUnix("unix", address)
	if err != nil {
		return nil, err
	}
	listener.SetUnlinkOnClose(false)
	return listener, os.Chmod(socket, 0o600)
}

// Receive reads one request and the files that came with it.
func Receive(connection *net.UnixConn) (Request, []*os.File, error) {
	body, oob := make([]byte, 64<<10), make([]byte, syscall.CmsgSpace(4*8))
	n, oobn, _, _, err := connection.ReadMsgUnix(body, oob)
	if err != nil {
		return Request{}, nil, err
	}
	var files []*os.File
	messages, err := syscall.ParseSocketControlMessage(oob[:oobn])
	if err != nil {
		return Request{}, nil, err
	}
	for _, message := range messages {
		fds, err := syscall.ParseUnixRights(&message)
		if err != nil {
			return Request{}, nil, err
		}
		for _, fd := range fds {
			syscall.CloseOnExec(fd)
			files = append(files, os.NewFile(uintptr(fd), "received"))
		}
	}
	var request Request
	return request, files, json.Unmarshal(body[:n], &request)
}

// shortAddress reaches a socket through its folder's descriptor: a socket's path may have 107 bytes only.
func shortAddress(socket string) (*net.UnixAddr, func(), error) {
	slash := strings.LastIndexByte(socket, '/')
	folder, err := os.Open(socket[:slash])
	if err != nil {
		return nil, nil, err
	}
	path := fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), socket[slash+1:])
	return &net.UnixAddr{Name: path, Net: "unix"}, func() { folder.Close() }, nil
}
