package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where pods get their addresses from, for a network plugin that can be told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AddressPool {

    /**
     * The plugin: Calico (the annotation cni.projectcalico.org/ipv4pools) or Cilium
     * (ipam.cilium.io/ip-pool, multi-pool mode).
     */
    @Required
    @Values({"Calico", "Cilium"})
    public String cni;

    /**
     * The name of the plugin's pool: Calico's IPPool, or Cilium's CiliumPodIPPool.
     */
    @Required
    @Size(min = 1, max = 253) public String name;
}
