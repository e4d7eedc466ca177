package dev.davit.operator.config;

import java.util.List;
import java.util.Optional;

/** Settings of a cluster whose pods have addresses of 10.244.0.0/16, and otherwise the defaults. */
public record NetworkSettings(boolean acls, Optional<List<String>> podCidrs) implements NetworkConfig {
    public NetworkSettings() {
        this(false, Optional.of(List.of("10.244.0.0/16")));
    }

    @Override
    public Optional<List<String>> serviceCidrs() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> nodeCidrs() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> apiServerCidrs() {
        return Optional.empty();
    }

    @Override
    public List<String> sealedCidrs() {
        return List.of("169.254.169.254/32", "fd00:ec2::254/128");
    }

    @Override
    public String dnsNamespace() {
        return "kube-system";
    }

    @Override
    public List<String> dnsPodLabels() {
        return List.of("k8s-app=kube-dns");
    }

    @Override
    public Optional<List<String>> dnsCidrs() {
        return Optional.empty();
    }

    @Override
    public List<Integer> dnsPorts() {
        return List.of(53);
    }

    @Override
    public Optional<String> prefixLists() {
        return Optional.of("{\"pl-monitoring\": {\"pods\": [{\"namespace\": \"monitoring\"}]}}");
    }

    @Override
    public int aclPriority() {
        return 500;
    }

    @Override
    public boolean probe() {
        return false;
    }
}
