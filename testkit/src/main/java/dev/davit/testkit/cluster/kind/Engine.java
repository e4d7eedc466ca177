package dev.davit.testkit.cluster.kind;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ExecInContainerPattern;

/** The Docker engine that Testcontainers finds: Docker's, a rootless one's or Podman's socket, or what DOCKER_HOST says. */
final class Engine {

    private final DockerClient client;

    private Engine(DockerClient client) {
        this.client = client;
    }

    /** Whether one answers; why not is Testcontainers' to say. */
    static boolean answers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** The engine. */
    static Engine found() {
        return new Engine(DockerClientFactory.instance().client());
    }

    boolean has(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    Optional<InspectContainerResponse> container(String name) {
        try {
            return Optional.of(client.inspectContainerCmd(name).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Removes the container and its volumes; one that has gone already is fine. */
    void remove(String name) {
        try {
            client.removeContainerCmd(name)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException gone) {
            // that was wanted
        }
    }

    void removeNetwork(String name) {
        try {
            client.removeNetworkCmd(name).exec();
        } catch (NotFoundException gone) {
            // that was wanted
        }
    }

    /** Makes the network unless it is there. */
    void network(String name) {
        if (client.listNetworksCmd().withNameFilter(name).exec().stream()
                .noneMatch(network -> network.getName().equals(name))) {
            client.createNetworkCmd().withName(name).withDriver("bridge").exec();
        }
    }

    /** Runs a command in a container; its output, or why it failed. */
    String run(String container, String... command) {
        Container.ExecResult result = result(container, command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + result.getExitCode() + " in "
                    + container + ": " + end(result.getStdout() + result.getStderr()));
        }
        return result.getStdout();
    }

    /** Whether a command in a container succeeds. */
    boolean succeeds(String container, String... command) {
        return result(container, command).getExitCode() == 0;
    }

    private Container.ExecResult result(String container, String... command) {
        try {
            return ExecInContainerPattern.execInContainer(
                    client, client.inspectContainerCmd(container).exec(), StandardCharsets.UTF_8, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Copies a file into a folder of a container. */
    void copy(String container, Path file, String folder) {
        client.copyArchiveToContainerCmd(container)
                .withHostResource(file.toString())
                .withRemotePath(folder)
                .exec();
    }

    private static String end(String text) {
        return text.length() < 2_000 ? text : "…" + text.substring(text.length() - 2_000);
    }
}
