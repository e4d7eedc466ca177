package supervisor

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"time"
)

func TestForwardPassesAHalfCloseOn(t *testing.T) {
	target := listen(t)
	go func() { // answers only after the whole request: needs the client's half-close
		connection, err := target.Accept()
		if err != nil {
			return
		}
		defer connection.Close()
		request, _ := io.ReadAll(connection)
		_, _ = connection.Write(append([]byte("got "), request...))
	}()
	outside := listen(t)
	go serveForward(outside, target.Addr().String())
	connection, err := net.Dial("tcp", outside.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(5 * time.Second))
	_, _ = connection.Write([]byte("hello"))
	_ = connection.(*net.TCPConn).CloseWrite()
	if answer, err := io.ReadAll(connection); err != nil || string(answer) != "got hello" {
		t.Errorf("got %q, %v", answer, err)
	}
}

func TestForwardResetsWhenNobodyListens(t *testing.T) {
	nobody := listen(t)
	nobody.Close()
	outside := listen(t)
	go serveForward(outside, nobody.Addr().String())
	connection, err := net.Dial("tcp", outside.Addr().String())
	if err != nil {
		return // the reset came that early
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(5 * time.Second))
	if _, err := connection.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Errorf("want a reset, got %v", err)
	}
}

func TestForwardDialsAgainWhenRefused(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	for _, c := range []struct {
		name    string
		answers []error
		dials   int
		err     error
	}{
		{"a port that leads nowhere any more", []error{refused, nil}, 2, nil},
		{"nobody listens", []error{refused, refused, refused, refused, nil}, 4, refused},
		{"another failure", []error{os.ErrDeadlineExceeded, nil}, 1, os.ErrDeadlineExceeded},
	} {
		dials := 0
		_, err := persist(func() (net.Conn, error) { dials++; return nil, c.answers[dials-1] })
		if dials != c.dials || !errors.Is(err, c.err) {
			t.Errorf("%s: %d dials and %v", c.name, dials, err)
		}
	}
}

func listen(t *testing.T) net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}
