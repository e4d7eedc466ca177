package dev.davit.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;
import java.util.OptionalInt;

/** The operator's settings, each also an environment variable (DAVIT_REGION and so on). */
@ConfigMapping(prefix = "davit")
public interface OperatorConfig {
    /** The region in ARNs and in the environment of functions. */
    @WithDefault("us-east-1")
    String region();

    /** The namespace the operator itself runs in. */
    @WithDefault("davit-system")
    String namespace();

    /** The operator's pod, as events and the lease name it. */
    @WithName("pod-name")
    Optional<String> podName();

    /** The gateway's Service in the operator's namespace. */
    @WithName("gateway-service")
    @WithDefault("davit-gateway")
    String gatewayService();

    /** The Secret in the operator's namespace that holds the runtime key. */
    @WithName("runtime-key-secret")
    @WithDefault("davit-runtime-key")
    String runtimeKeySecret();

    /** The Secret in the operator's namespace for the key of the chart's NATS server, where there is one. */
    @WithName("nats-key-secret")
    Optional<String> natsKeySecret();

    /** How long an idle environment is kept when its function says nothing, in seconds. */
    @WithName("idle-timeout-seconds")
    @WithDefault("600")
    int idleTimeoutSeconds();

    /** How many invocations may run at once in a namespace, AWS's account limit. */
    @WithName("concurrent-executions")
    @WithDefault("1000")
    int concurrentExecutions();

    /** The managed runtimes that come with the installation: a JSON object of Runtime specs by name. */
    Optional<String> runtimes();

    /** Names for kinds of nodes and container runtimes on which tasks may run: a JSON object of capacity providers by name. */
    @WithName("capacity-providers")
    Optional<String> capacityProviders();

    /** Whether tasks' users are none of the node's: pods with hostUsers false, where the nodes can. */
    @WithName("task-user-namespaces")
    @WithDefault("false")
    boolean taskUserNamespaces();

    /** The domain under which wildcard names lead to the gateway: function URLs are below it. */
    @WithName("function-url-domain")
    @WithDefault("davit.local")
    String functionUrlDomain();

    /** http or https, whichever reaches the gateway under that domain. */
    @WithName("function-url-scheme")
    @WithDefault("http")
    String functionUrlScheme();

    /** The port that reaches the gateway under that domain, when it is not the scheme's own. */
    @WithName("function-url-port")
    OptionalInt functionUrlPort();
}
