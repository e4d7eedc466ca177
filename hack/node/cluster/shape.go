package cluster

import (
	"fmt"
	"slices"
	"strings"

	"davit.dev/hack/node/supervisor"
)

// isLike refuses a running cluster of another shape than the wanted one, if one is wanted: nodes do not come and go.
func (c Cluster) isLike(options UpOptions) error {
	if options.Nodes == 0 && len(options.Zones) == 0 && !options.Outside {
		return nil
	}
	config, err := supervisor.Load(c.Folder)
	if err != nil {
		return err
	}
	wanted := supervisor.NewNodes(c.Name, max(1, options.Nodes), options.Zones)
	if slices.Equal(config.Nodes, wanted) && config.Outside == options.Outside {
		return nil
	}
	return fmt.Errorf("cluster %s is up already, with %s; 'davit-node down --name %s' first, or ask for the same",
		c.Name, shape(config), c.Name)
}

// shape is a cluster's in the words of the options that ask for it.
func shape(config supervisor.Config) string {
	words := fmt.Sprintf("--nodes %d", len(config.Nodes))
	var zones []string
	for _, node := range config.Nodes {
		if node.Zone != "" {
			zones = append(zones, node.Zone)
		}
	}
	if len(zones) > 0 {
		words += " --zones " + strings.Join(zones, ",")
	}
	if config.Outside {
		words += " --outside"
	}
	return words
}
