package dev.davit.testkit.cluster.kind;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.LogMessageWaitStrategy;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.DockerImageName;

/** One node: a container in which systemd runs containerd, and after kubeadm the kubelet. */
final class KindNode extends GenericContainer<KindNode> {

    private final String name;
    private final String network;
    private final int[] ports;

    /** A node by its name, in a network, with ports that are open on this machine's loopback alone. */
    KindNode(String image, String name, String network, int... ports) {
        super(DockerImageName.parse(image));
        this.name = name;
        this.network = network;
        this.ports = ports;
        withImagePullPolicy(PullPolicy.defaultPolicy());
        withPrivilegedMode(true);
        withTmpFs(Map.of("/run", "rw", "/tmp", "rw"));
        withCreateContainerCmdModifier(this::asNode);
        withReuse(true); // outlives this process where testcontainers.reuse.enable is set, and ends with it elsewhere
        setWaitStrategy(new LogMessageWaitStrategy()
                .withRegEx("(?s).*Reached target .*Multi-User System.*")
                .withStartupTimeout(Duration.ofMinutes(3)));
    }

    private void asNode(CreateContainerCmd command) {
        HostConfig host = command.getHostConfig();
        command.withName(name)
                .withHostName(name)
                .withVolumes(new Volume("/var"))
                .withAttachStdin(false)
                .withTty(true);
        host.withNetworkMode(network)
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withCgroupnsMode("private")
                .withBinds(new Bind("/lib/modules", new Volume("/lib/modules"), AccessMode.ro))
                .withPortBindings(IntStream.of(ports)
                        .mapToObj(port -> PortBinding.parse("127.0.0.1::" + port))
                        .toList());
        command.withExposedPorts(IntStream.of(ports)
                .mapToObj(com.github.dockerjava.api.model.ExposedPort::tcp)
                .toList());
    }
}
