package dev.davit.operator.lambda.pool;

import dev.davit.api.common.EnvironmentAddress;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.lambda.v1alpha1.LoggingVariables;
import dev.davit.api.lambda.v1alpha1.SecretVariable;
import dev.davit.operator.config.GatewayService;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.kernel.Literal;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pure: the pod of an environment. It runs unprivileged and without a token, and accepts nothing. Its root is read-only and /tmp a
 * volume, unless it is an image's that was asked for no size: a kubelet looks but every 300 ms whether a pod has its volumes, so a
 * pod without any starts that much sooner.
 */
final class PoolObjects {
    static final String CONTAINER = "function";
    /** The image asked for; the container's may be another one when the cluster rewrites it. */
    static final String IMAGE = "davit.dev/image";

    private static final String TRACES = "169.254.79.129";
    private static final long USER = 1000;
    private static final int MEMORY_PER_CPU = 1769;
    private static final int NAME_HEAD = 50;

    /** The 250 MB that code and layers may have, and what a file system adds to many small files. */
    private static final Quantity CODE = new Quantity("384Mi");

    /** What an image's own /tmp may take of the container's layer, and 64 MB for the logs that count as well. */
    private static final Quantity LAYER = new Quantity(512 + 64 + "Mi");

    /** A folder of the environment that is a volume: on the node's disk, so that it takes nothing of the function's memory. */
    private record Folder(String path, Quantity size) {}

    private final EnvironmentPool pool;
    private final Optional<FunctionRevision> revision;
    private final Surroundings surroundings;
    private final Map<String, Folder> folders;

    /** What an environment must know of the installation. */
    record Surroundings(String gatewayIp, byte[] key, String region) {

        /** The host name by which a pod of that name reaches the gateway. */
        String host(String namespace, String pod) {
            return new EnvironmentAddress(namespace, pod).host(key);
        }

        /** How the pod finds the gateway, as {@link Environment#gateway} reads it from a pod. */
        String gateway(String namespace, String pod) {
            return gatewayIp + " " + host(namespace, pod);
        }
    }

    PoolObjects(EnvironmentPool pool, Optional<FunctionRevision> revision, Surroundings surroundings) {
        this.pool = pool;
        this.revision = revision;
        this.surroundings = surroundings;
        this.folders = folders();
    }

    private Map<String, Folder> folders() {
        Map<String, Folder> volumes = new LinkedHashMap<>();
        Integer size = pool.getSpec().ephemeralStorageSize;
        if (size != null) {
            volumes.put("tmp", new Folder("/tmp", new Quantity(size + "Mi")));
        }
        if (revision.isEmpty()) {
            volumes.put("opt", new Folder("/opt", CODE));
            volumes.put("task", new Folder("/var/task", CODE));
        }
        return volumes;
    }

    static String podName(EnvironmentPool pool, String random) {
        return Names.fit(pool.getMetadata().getName(), NAME_HEAD) + "-" + random;
    }

    /** The pod of that name, in its place in the network; a provisioned one is told that it is started ahead of any call. */
    Pod pod(String name, boolean provisioned, Place place) {
        var spec = pool.getSpec();
        String host = surroundings.host(pool.getMetadata().getNamespace(), name);
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(pool.getMetadata().getNamespace())
                .withLabels(labels(provisioned))
                .addToLabels(place.labels())
                .addToAnnotations(IMAGE, pool.getSpec().imageURI)
                .addToAnnotations(place.annotations())
                .withOwnerReferences(Owners.controller(pool))
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(1L)
                // The pause process is process 1 and reaps orphans: as on AWS, the runtime hears every signal it sends
                // itself.
                .withShareProcessNamespace(true)
                .withServiceAccountName(spec.serviceAccountName)
                .withNodeSelector(nodeSelector(place))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewHostAlias()
                .withIp(surroundings.gatewayIp())
                .withHostnames(host)
                .endHostAlias()
                .withContainers(container(name, host, provisioned))
                .withVolumes(volumes())
                .endSpec()
                .build();
    }

    private Container container(String name, String host, boolean provisioned) {
        ContainerBuilder container = new ContainerBuilder()
                .withName(CONTAINER)
                .withImage(pool.getSpec().imageURI)
                .withImagePullPolicy("IfNotPresent")
                .withResources(resources())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(folders.isEmpty() ? null : true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
        folders.forEach((volume, folder) -> container
                .addNewVolumeMount()
                .withName(volume)
                .withMountPath(folder.path())
                .endVolumeMount());
        environment(name, host, provisioned).forEach((key, value) -> container
                .addNewEnv()
                .withName(key)
                .withValue(Literal.of(value))
                .endEnv());
        secrets(container);
        revision.map(r -> r.getSpec().imageConfig).ifPresent(config -> container
                .withCommand(Literal.of(config.entryPoint))
                .withArgs(Literal.of(config.command))
                .withWorkingDir(config.workingDirectory));
        return container.build();
    }

    /** By reference: the node reads the values, and Davit never sees them. */
    private void secrets(ContainerBuilder container) {
        List<SecretVariable> secrets = pool.getSpec().secrets == null ? List.of() : pool.getSpec().secrets;
        for (SecretVariable secret : secrets) {
            container
                    .addNewEnv()
                    .withName(secret.name)
                    .withNewValueFrom()
                    .withNewSecretKeyRef(secret.secretKeyRef.key, secret.secretKeyRef.name, false)
                    .endValueFrom()
                    .endEnv();
        }
    }

    private Map<String, String> environment(String name, String host, boolean provisioned) {
        var spec = pool.getSpec();
        Map<String, String> variables = new LinkedHashMap<>();
        revision.map(r -> r.getSpec().environment).ifPresent(variables::putAll);
        revision.ifPresent(r -> variables.putAll(LoggingVariables.of(r.getSpec().loggingConfig)));
        variables.put("AWS_LAMBDA_RUNTIME_API", host + ":" + GatewayService.RUNTIME_PORT);
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(spec.memorySize));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", provisioned ? Labels.PROVISIONED : "on-demand");
        variables.put("AWS_REGION", surroundings.region());
        variables.put("AWS_DEFAULT_REGION", surroundings.region());
        variables.put("LAMBDA_TASK_ROOT", "/var/task");
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        variables.putIfAbsent("TZ", ":UTC");
        tracing(variables);
        revision.ifPresent(r -> functionVariables(r, name, variables));
        return variables;
    }

    /** Where AWS has a daemon for traces, by datagrams: here nobody listens, which a sender does not notice. */
    private static void tracing(Map<String, String> variables) {
        variables.putIfAbsent("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.putIfAbsent("AWS_XRAY_DAEMON_ADDRESS", TRACES + ":2000");
        variables.put("_AWS_XRAY_DAEMON_ADDRESS", TRACES);
        variables.put("_AWS_XRAY_DAEMON_PORT", "2000");
    }

    private static void functionVariables(FunctionRevision revision, String pod, Map<String, String> variables) {
        var spec = revision.getSpec();
        variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.functionName);
        String version = spec.version == null ? "$LATEST" : spec.version;
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version);
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", LoggingVariables.group(spec.loggingConfig, spec.functionName));
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "[" + version + "]" + pod);
        handler(spec).ifPresent(handler -> variables.put("_HANDLER", handler));
    }

    /** An image's handler is its command, as far as we know it: a command that only the image names is its own to pass on. */
    private static Optional<String> handler(FunctionRevisionSpec spec) {
        if (spec.handler != null) {
            return Optional.of(spec.handler);
        }
        return Optional.ofNullable(spec.imageConfig).map(image -> image.command).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /** Memory is promised in full; CPU in proportion, and limited only where the limit would not starve the start. */
    private ResourceRequirements resources() {
        int memory = pool.getSpec().memorySize;
        Quantity bytes = new Quantity(memory + "Mi");
        Quantity cpu = new Quantity(Math.ceilDiv(memory * 1000, MEMORY_PER_CPU) + "m");
        ResourceRequirementsBuilder resources = new ResourceRequirementsBuilder()
                .addToRequests("memory", bytes)
                .addToRequests("cpu", cpu)
                .addToLimits("memory", bytes);
        if (memory >= MEMORY_PER_CPU) {
            resources.addToLimits("cpu", cpu);
        }
        if (folders.isEmpty()) {
            // Without a request of its own, the limit would be requested: few nodes have so much disk to give away.
            resources.addToRequests("ephemeral-storage", new Quantity("0")).addToLimits("ephemeral-storage", LAYER);
        }
        return resources.build();
    }

    private List<Volume> volumes() {
        return folders.entrySet().stream()
                .map(folder -> new VolumeBuilder()
                        .withName(folder.getKey())
                        .withNewEmptyDir()
                        .withSizeLimit(folder.getValue().size())
                        .endEmptyDir()
                        .build())
                .toList();
    }

    private Map<String, String> nodeSelector(Place place) {
        Map<String, String> nodes = new TreeMap<>(place.nodeSelector());
        nodes.putAll(architecture());
        return nodes.isEmpty() ? null : nodes;
    }

    private Map<String, String> architecture() {
        return revision.map(r -> r.getSpec().architectures)
                .filter(architectures -> !architectures.isEmpty())
                .map(architectures ->
                        Map.of("kubernetes.io/arch", "arm64".equals(architectures.getFirst()) ? "arm64" : "amd64"))
                .orElse(Map.of());
    }

    private Map<String, String> labels(boolean provisioned) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.MANAGED_BY, Labels.DAVIT);
        labels.put(Labels.COMPONENT, Labels.ENVIRONMENT);
        labels.put(Labels.POOL, pool.getMetadata().getName());
        revision.ifPresent(r -> labels.putAll(claimLabels(r, provisioned)));
        return labels;
    }

    static Map<String, String> claimLabels(FunctionRevision revision, boolean provisioned) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.FUNCTION, revision.getSpec().functionName);
        labels.put(Labels.REVISION, revision.getMetadata().getName());
        if (provisioned) {
            labels.put(Labels.INITIALIZATION_TYPE, Labels.PROVISIONED);
        }
        return labels;
    }
}
