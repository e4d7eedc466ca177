package supervisor

import (
	"fmt"
	"os"
	"strings"
)

// networkScript is for `ip -batch`. There is no way out of the namespace: what is neither pod, service nor node is
// refused at once instead of timing out. A veth pair stands for the network card; its peer is there to give it carrier.
const networkScript = `link set lo up
link add node0 type veth peer name uplink0
link set uplink0 up
address add ` + NodeAddress + NodePrefix + ` dev node0
link set node0 up
route add ` + ServiceRange + ` dev node0
route add unreachable default
`

func prepareNetwork(c Config, processes *Processes) error {
	script := c.Path("network.batch")
	if err := os.WriteFile(script, []byte(networkScript), 0o600); err != nil {
		return err
	}
	if err := processes.Run(c.Path("log", "network.log"), "ip", "-batch", script); err != nil {
		text, _ := os.ReadFile(c.Path("log", "network.log"))
		return fmt.Errorf("set up the network: %w: %s", err, strings.TrimSpace(string(text)))
	}
	for _, name := range []string{"ip_forward", "conf/all/forwarding"} {
		if err := os.WriteFile("/proc/sys/net/ipv4/"+name, []byte("1"), 0o644); err != nil {
			return err
		}
	}
	return nil
}
