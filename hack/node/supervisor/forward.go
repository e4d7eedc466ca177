package supervisor

import (
	"errors"
	"io"
	"net"
	"syscall"
	"time"
)

// serveForward connects whoever comes to the listener (a socket of the machine's network namespace, handed in open)
// with target, which is dialled in the cluster's namespace. Copying between the two is the kernel's (splice).
func serveForward(listener net.Listener, target string) {
	for {
		connection, err := listener.Accept()
		if err != nil {
			if _, ok := err.(net.Error); ok {
				time.Sleep(10 * time.Millisecond) // out of descriptors, most likely
				continue
			}
			return
		}
		go forward(connection.(*net.TCPConn), target)
	}
}

func forward(outside *net.TCPConn, target string) {
	defer outside.Close()
	connection, err := persist(func() (net.Conn, error) { return net.DialTimeout("tcp", target, 10*time.Second) })
	if err != nil {
		_ = outside.SetLinger(0) // a reset tells the caller that nobody listens there
		return
	}
	inside := connection.(*net.TCPConn)
	defer inside.Close()
	done := make(chan struct{})
	go func() {
		pass(inside, outside)
		close(done)
	}()
	pass(outside, inside)
	<-done
}

// persist dials again when a connection is refused, which is then made from another port: while a Service has no endpoint, the
// kernel remembers for two minutes that a connection from a port of the node itself leads nowhere, and does not ask the
// Service's rules again.
func persist(dial func() (net.Conn, error)) (net.Conn, error) {
	const tries = 4
	for try := 1; ; try++ {
		connection, err := dial()
		if err == nil || try == tries || !errors.Is(err, syscall.ECONNREFUSED) {
			return connection, err
		}
	}
}

// pass copies one direction; its end is passed on alone, so that the other direction may go on (half-close).
func pass(to, from *net.TCPConn) {
	if _, err := io.Copy(to, from); err != nil {
		_ = to.SetLinger(0)
		to.Close()
		from.Close()
		return
	}
	_ = to.CloseWrite()
}
