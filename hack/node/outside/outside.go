// Package outside is what answers on the stand-in for the internet: who asks it, and where it was asked, tells it back.
package outside

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// The ports that answer at each address.
//
// On HTTPPorts any request gets the line "ADDRESS:PORT sees CLIENT" (a metadata service would be such a one, too). On
// EchoPorts what comes goes back, by TCP and, on these and on HTTPPorts, by UDP.
var (
	HTTPPorts = []int{80, 443, 8080}
	EchoPorts = []int{7, 5432}
)

// Serve answers at the addresses until the context ends or a port fails, and returns why.
func Serve(ctx context.Context, addresses []string, httpPorts, echoPorts []int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	for _, address := range addresses {
		for _, port := range append(httpPorts[:len(httpPorts):len(httpPorts)], echoPorts...) {
			packets, err := net.ListenPacket("udp", net.JoinHostPort(address, strconv.Itoa(port)))
			if err != nil {
				return err
			}
			context.AfterFunc(ctx, func() { packets.Close() })
			go func() { cancel(echoPackets(packets)) }()
		}
		for _, port := range httpPorts {
			listener, err := listen(ctx, address, port)
			if err != nil {
				return err
			}
			go func() { cancel(http.Serve(listener, http.HandlerFunc(tell))) }()
		}
		for _, port := range echoPorts {
			listener, err := listen(ctx, address, port)
			if err != nil {
				return err
			}
			go func() { cancel(echo(listener)) }()
		}
	}
	<-ctx.Done()
	return context.Cause(ctx)
}

func listen(ctx context.Context, address string, port int) (net.Listener, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(port)))
	if err == nil {
		context.AfterFunc(ctx, func() { listener.Close() })
	}
	return listener, err
}

func tell(w http.ResponseWriter, r *http.Request) {
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	client, _, _ := strings.Cut(r.RemoteAddr, ":")
	w.Header().Set("Content-Type", "text/plain")
	fmt.Fprintf(w, "%s sees %s\n", local, client)
}

func echo(listener net.Listener) error {
	for {
		connection, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			defer connection.Close()
			_, _ = io.Copy(connection, connection)
		}()
	}
}

func echoPackets(packets net.PacketConn) error {
	buffer := make([]byte, 64<<10)
	for {
		n, from, err := packets.ReadFrom(buffer)
		if err != nil {
			return err
		}
		_, _ = packets.WriteTo(buffer[:n], from)
	}
}
