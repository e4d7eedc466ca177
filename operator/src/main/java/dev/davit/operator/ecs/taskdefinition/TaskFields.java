package dev.davit.operator.ecs.taskdefinition;

import dev.davit.api.ecs.v1alpha1.TaskDefinitionSpec;
import dev.davit.api.ecs.v1alpha1.Volume;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The task-wide fields of a definition that Davit does not honour: refused with a reason, or without effect. */
final class TaskFields {

    private static final Set<String> ARCHITECTURES = Set.of("X86_64", "ARM64");

    private TaskFields() {}

    /** The first field that is refused, with the reason. */
    static Optional<String> refused(TaskDefinitionSpec spec) {
        return Stream.of(
                        when(
                                spec.networkMode != null && !spec.networkMode.equals("awsvpc"),
                                "networkMode " + spec.networkMode
                                        + " is refused: a task has its own address; use awsvpc"),
                        when("host".equals(spec.ipcMode), "ipcMode host is refused: it is the node's; take it out"),
                        when("host".equals(spec.pidMode), "pidMode host is refused: it is the node's; take it out"),
                        platform(spec),
                        volumes(spec))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> platform(TaskDefinitionSpec spec) {
        if (spec.runtimePlatform == null) {
            return Optional.empty();
        }
        String system = spec.runtimePlatform.operatingSystemFamily;
        String architecture = spec.runtimePlatform.cpuArchitecture;
        return when(
                        filled(system) && !system.equals("LINUX"),
                        "runtimePlatform.operatingSystemFamily " + system + " is refused: tasks run on LINUX")
                .or(() -> when(
                        filled(architecture) && !ARCHITECTURES.contains(architecture),
                        "runtimePlatform.cpuArchitecture " + architecture + " is refused: use X86_64 or ARM64"));
    }

    private static Optional<String> volumes(TaskDefinitionSpec spec) {
        return spec.volumes == null
                ? Optional.empty()
                : spec.volumes.stream()
                        .map(TaskFields::volume)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> volume(Volume volume) {
        String start = "volume " + volume.name + ": ";
        String end = "; name the volume only, for a folder that lives as long as the task, or a persistentVolumeClaim";
        return Stream.of(
                        when(
                                volume.host != null && filled(volume.host.sourcePath),
                                start + "host.sourcePath is refused: tasks do not see their node" + end),
                        when(volume.efsVolumeConfiguration != null, start + "there is no EFS" + end),
                        when(volume.fsxWindowsFileServerVolumeConfiguration != null, start + "there is no FSx" + end))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The fields that are set and do nothing. */
    static Stream<String> withoutEffect(TaskDefinitionSpec spec) {
        Stream<String> volumes =
                spec.volumes == null ? Stream.empty() : spec.volumes.stream().flatMap(TaskFields::idle);
        return Stream.concat(
                Stream.of(
                                when(filled(spec.executionRoleARN), "executionRoleARN"),
                                when(filled(spec.placementConstraints), "placementConstraints"),
                                when(spec.proxyConfiguration != null, "proxyConfiguration"),
                                when(filled(spec.inferenceAccelerators), "inferenceAccelerators"))
                        .flatMap(Optional::stream),
                volumes);
    }

    private static Stream<String> idle(Volume volume) {
        return Stream.of(
                        when(volume.dockerVolumeConfiguration != null, "dockerVolumeConfiguration"),
                        when(Boolean.TRUE.equals(volume.configuredAtLaunch), "configuredAtLaunch"))
                .flatMap(Optional::stream)
                .map(field -> "volumes[" + volume.name + "]." + field);
    }

    private static Optional<String> when(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }

    private static boolean filled(List<?> list) {
        return list != null && !list.isEmpty();
    }

    private static boolean filled(String text) {
        return text != null && !text.isEmpty();
    }
}
