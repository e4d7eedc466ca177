package dev.davit.testkit.cluster;

import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The built-in node ({@code hack/node}): a real cluster in namespaces of its own, without a container engine. Needs root on Linux. */
final class NodeCluster implements Cluster {

    private final String name;

    NodeCluster(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void up() {
        cluster("up", Duration.ofMinutes(40), List.of());
    }

    @Override
    public void down() {
        cluster("down", Duration.ofMinutes(2), List.of());
    }

    @Override
    public void load(List<Path> imageTars) {
        cluster(
                "load",
                Duration.ofMinutes(10),
                imageTars.stream().map(Path::toString).toList());
    }

    @Override
    public Path kubeconfig() {
        return Path.of(environment().get("KUBECONFIG"));
    }

    @Override
    public URI invokeEndpoint() {
        return URI.create(environment().get("AWS_ENDPOINT_URL"));
    }

    @Override
    public Optional<Path> auditLog() {
        return Optional.of(kubeconfig().resolveSibling("audit.log"));
    }

    private Map<String, String> environment() {
        return cluster("env", Duration.ofMinutes(1), List.of())
                .lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private String cluster(String verb, Duration limit, List<String> files) {
        var command = new ArrayList<>(List.of(Repository.file("hack/cluster").toString(), verb, "--name", name));
        command.addAll(files);
        return Program.of(command).with("DAVIT_CLUSTER", "node").within(limit).output();
    }
}
