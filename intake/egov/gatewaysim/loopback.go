package gatewaysim

import (
	"fmt"
	"net"
)

// listen opens a port on loopback; any other address is refused, so that a
// stand-in can never be reached from outside. address is host:port, the empty
// one is any port of 127.0.0.1.
func listen(address string) (net.Listener, error) {
	if address == "" {
		address = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: listen address: %w", err)
	}
	// A name is not looked up: it may mean something else tomorrow.
	if ip := net.ParseIP(host); ip == nil || !ip.Equal(net.IPv4(127, 0, 0, 1)) {
		return nil, fmt.Errorf("gatewaysim: %q is not 127.0.0.1", host)
	}
	l, err := net.Listen("tcp4", address)
	if err != nil {
		return nil, fmt.Errorf("gatewaysim: %w", err)
	}
	return l, nil
}
