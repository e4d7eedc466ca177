package netpol

import (
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// space is a network namespace: a thread that entered a new one and does what it is given. It ends with the test.
type space struct {
	work chan func()
	path string // of the namespace, as long as the thread lives
}

func newSpace(t *testing.T) *space {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root: network namespaces")
	}
	if _, err := exec.LookPath("nft"); err != nil {
		t.Skip("needs the program nft")
	}
	s := &space{work: make(chan func())}
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread, and the namespace with it, ends with the goroutine
		err := syscall.Unshare(syscall.CLONE_NEWNET)
		s.path = fmt.Sprintf("/proc/%d/task/%d/ns/net", os.Getpid(), syscall.Gettid())
		started <- err
		for work := range s.work {
			work()
		}
	}()
	if err := <-started; err != nil {
		t.Skipf("needs the right to make network namespaces: %v", err)
	}
	t.Cleanup(func() { close(s.work) })
	return s
}

func (s *space) do(work func()) {
	done := make(chan struct{})
	s.work <- func() { work(); close(done) }
	<-done
}

// run runs `ip` or `nft` commands, a line each, in the namespace.
func (s *space) run(t *testing.T, lines string, values ...any) {
	t.Helper()
	for line := range strings.Lines(fmt.Sprintf(lines, values...)) {
		if fields := strings.Fields(line); len(fields) > 0 {
			s.do(func() {
				if output, err := exec.Command(fields[0], fields[1:]...).CombinedOutput(); err != nil {
					t.Fatalf("%s: %v: %s", strings.TrimSpace(line), err, output)
				}
			})
		}
	}
}

// serve answers at a port, any address: TCP with a line and the end, UDP with an echo.
func (s *space) serve(t *testing.T, network string, port int) {
	t.Helper()
	s.do(func() {
		address := fmt.Sprintf(":%d", port)
		if network == "udp" {
			packets, err := net.ListenPacket("udp4", address)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { packets.Close() })
			go func() {
				buffer := make([]byte, 64)
				for {
					n, from, err := packets.ReadFrom(buffer)
					if err != nil {
						return
					}
					_, _ = packets.WriteTo(buffer[:n], from)
				}
			}()
			return
		}
		listener, err := net.Listen("tcp4", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { listener.Close() })
		go func() {
			for {
				connection, err := listener.Accept()
				if err != nil {
					return
				}
				go func() { _, _ = io.Copy(connection, connection); connection.Close() }()
			}
		}()
	})
}

// dial connects from the namespace; the patience is long for a local link and short for a person.
func (s *space) dial(network, address string) (connection net.Conn, err error) {
	s.do(func() { connection, err = net.DialTimeout(network, address, 400*time.Millisecond) })
	return connection, err
}

// reaches says whether what is sent from the namespace comes back.
func (s *space) reaches(network, address string) bool {
	connection, err := s.dial(network, address)
	if err != nil {
		return false
	}
	defer connection.Close()
	return echoes(connection)
}

func echoes(connection net.Conn) bool {
	_ = connection.SetDeadline(time.Now().Add(400 * time.Millisecond))
	if _, err := connection.Write([]byte("hello")); err != nil {
		return false
	}
	answer := make([]byte, 5)
	_, err := io.ReadFull(connection, answer)
	return err == nil && string(answer) == "hello"
}

// testNode is a node with three pods x/a, x/b, x/c at 10.0.0.1 to 3, and something beyond it at 192.0.2.1.
type testNode struct {
	*space
	pods    map[string]*space
	outside *space
}

const nodeAddress = "10.0.0.254"

func newTestNode(t *testing.T) testNode {
	n := testNode{space: newSpace(t), pods: map[string]*space{}, outside: newSpace(t)}
	n.run(t, "ip link set lo up\nip address add %s/32 dev lo\n", nodeAddress)
	n.do(func() {
		if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	for i, name := range []string{"a", "b", "c"} {
		pod := newSpace(t)
		n.pods[name] = pod
		n.run(t, "ip link add vethpod%[1]d type veth peer name eth0 netns %[2]s\nip link set vethpod%[1]d up\n", i+1, pod.path)
		pod.run(t, "ip link set lo up\nip address add 10.0.0.%d/32 dev eth0\nip link set eth0 up\n"+
			"ip route add %[2]s dev eth0\nip route add default via %[2]s\n", i+1, nodeAddress)
		n.run(t, "ip route add 10.0.0.%[1]d dev vethpod%[1]d\n", i+1)
		for _, port := range []int{80, 81} {
			pod.serve(t, "tcp", port)
		}
		pod.serve(t, "udp", 53)
	}
	n.run(t, "ip link add uplink type veth peer name eth0 netns %s\nip address add 192.0.2.254/24 dev uplink\nip link set uplink up\n", n.outside.path)
	n.outside.run(t, "ip link set lo up\nip address add 192.0.2.1/24 dev eth0\nip link set eth0 up\nip route add default via 192.0.2.254\n")
	n.outside.serve(t, "tcp", 80)
	n.serve(t, "tcp", 10250)
	return n
}

// apply enforces a state on the node by way of one writer.
func (n testNode) apply(t *testing.T, w *Writer, s Snapshot) (changes int) {
	t.Helper()
	n.do(func() {
		var err error
		if changes, err = w.Apply(t.Context(), Compile(s)); err != nil {
			t.Fatal(err)
		}
	})
	return changes
}

func (n testNode) writer(t *testing.T) (w *Writer) {
	t.Helper()
	n.do(func() {
		table, err := NewTable()
		if err != nil {
			t.Fatal(err)
		}
		w = NewWriter(table)
	})
	return w
}
