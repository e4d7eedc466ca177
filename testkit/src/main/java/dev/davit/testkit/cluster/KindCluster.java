package dev.davit.testkit.cluster;

import com.dajudge.kindcontainer.KindContainer;
import com.dajudge.kindcontainer.KindContainerVersion;
import com.dajudge.kindcontainer.KubernetesImageSpec;
import dev.davit.testkit.process.Program;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Kind in a container that Testcontainers starts; outlives the process that started it, so that people and scripts can share it by name. */
final class KindCluster implements Cluster {

    static final String IMAGE = Objects.requireNonNullElse(System.getenv("DAVIT_KIND_IMAGE"), "kindest/node:v1.36.3");

    private final String name;

    KindCluster(String name) {
        this.name = name;
    }

    /** Whether a Docker engine answers and has the node image: nothing is pulled behind a test's back. */
    static boolean isPossible() {
        return Clusters.answers("docker", "image", "inspect", IMAGE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void up() {
        if (Clusters.answers("docker", "inspect", container())) {
            return;
        }
        if (!isPossible()) {
            throw new IllegalStateException("Kind needs a running Docker engine that has the image " + IMAGE
                    + ": start Docker and run `docker pull " + IMAGE + "`, or use DAVIT_CLUSTER=node");
        }
        // Ryuk would end the container with this process.
        System.setProperty("testcontainers.ryuk.disabled", "true");
        var image = new KubernetesImageSpec<>(KindContainerVersion.VERSION_1_34_0).withImage(IMAGE);
        @SuppressWarnings("resource") // ended by down(), which may run in another process
        var kind = new KindContainer<>(image)
                .withNodeReadyTimeout(Duration.ofMinutes(3))
                .withCreateContainerCmdModifier(command -> command.withName(container()));
        kind.addExposedPort(INVOKE_NODE_PORT);
        kind.start();
        write(kubeconfig(), kind.getKubeconfig());
    }

    @Override
    public void down() {
        docker("rm", "--force", "--volumes", container());
        try {
            Files.deleteIfExists(kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void load(List<Path> imageTars) {
        for (Path tar : imageTars) {
            docker("cp", tar.toString(), container() + ":/image.tar");
            docker("exec", container(), "ctr", "-n", "k8s.io", "images", "import", "/image.tar");
        }
    }

    @Override
    public Path kubeconfig() {
        return Repository.cache().resolve("clusters").resolve(name).resolve("kubeconfig");
    }

    @Override
    public URI invokeEndpoint() {
        var address = docker("port", container(), INVOKE_NODE_PORT + "/tcp")
                .lines()
                .findFirst()
                .orElseThrow();
        return URI.create("http://127.0.0.1:" + address.substring(address.lastIndexOf(':') + 1));
    }

    private String container() {
        return "davit-kind-" + name;
    }

    private static String docker(String... arguments) {
        return Program.of("docker", arguments).within(Duration.ofMinutes(5)).output();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
