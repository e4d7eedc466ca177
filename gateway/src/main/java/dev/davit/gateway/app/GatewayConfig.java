package dev.davit.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gateway's configuration; {@code DAVIT_REGION} and so on in the environment. */
@ConfigMapping(prefix = "davit")
interface GatewayConfig {

    /** The region in ARNs and signatures. */
    @WithDefault("us-east-1")
    String region();

    /** The namespace the gateway runs in, where access keys and the runtime key are. */
    @WithDefault("davit-system")
    String namespace();

    /** The Secret with the key that environments' addresses are made with. */
    @WithDefault("davit-runtime-key")
    String runtimeKeySecret();

    /** How long an idle environment is kept when its function does not say. */
    @WithDefault("600")
    int idleTimeoutSeconds();

    /** How many invocations may run at once in a namespace, AWS's account limit. */
    @WithDefault("1000")
    int concurrentExecutions();

    /** Where the Invoke API listens. */
    @WithDefault("9000")
    int invokePort();

    /** Where the Runtime API listens. */
    @WithDefault("9001")
    int runtimePort();

    /**
     * Whether an environment must also speak from its pod's address. Off only for clusters whose network hides pods'
     * addresses from each other; the address's mac is then the only proof.
     */
    @WithDefault("true")
    boolean runtimeCheckAddress();

    /** The domain below which function URLs' host names are: {@code <id>.lambda-url.<region>.<domain>}. */
    @WithDefault("davit.local")
    String functionUrlDomain();

    /** Names that tasks may ask for as capacity providers, beside FARGATE. */
    Optional<Set<String>> capacityProviders();

    /** The NATS servers that keep asynchronous events; without one, invocations of the type Event are refused. */
    Optional<String> asyncNatsUrl();

    /** The Secret with the credentials for them: token, or username and password, or creds; ca.crt, tls.crt, tls.key. */
    Optional<String> asyncNatsSecret();

    /** How many servers of a NATS cluster keep each event. */
    @WithDefault("1")
    int asyncNatsReplicas();

    /** How many bytes of events are kept before no more are accepted. */
    @WithDefault("536870912")
    long asyncMaxBytes();

    /** Whether destinations of asynchronous events may be HTTP endpoints. */
    @WithDefault("false")
    boolean asyncHttp();

    /** Hosts, in lower case, that such an endpoint may have although their addresses are private. */
    Optional<List<String>> asyncHttpPrivateHosts();

    /** Whether what a function wrote may be read from its pod's log, for callers who want the end of it. */
    @WithDefault("true")
    boolean podLogs();

    /** Whether listeners of load balancers are served. */
    @WithDefault("false")
    boolean loadBalancers();

    /** The Service that has all the gateway's replicas, in its namespace; without it this is the only one. */
    Optional<String> peersService();

    /** This replica's name, its pod's. */
    @WithDefault("${HOSTNAME:}")
    String peersName();

    /** Where it listens to other replicas. */
    @WithDefault("9003")
    int peersPort();

    /** How long new connections may still come after the process was asked to end, while another replica takes over. */
    @WithDefault("3")
    int peersSettleSeconds();

    /** Where a collector takes traces, by OTLP over HTTP; without one calls are not traced. */
    Optional<String> tracingEndpoint();

    /** The share of traces that begin here and are recorded, 0 to 1. */
    @WithDefault("0.1")
    double tracingRatio();

    /** Whether a proven caller's own decision counts instead. */
    @WithDefault("true")
    boolean tracingTrustCallers();

    /** What is sent to the collector besides, {@code name=value,name=value}; a secret. */
    Optional<String> tracingHeaders();

    /** The name of this pod. */
    Optional<String> podName();

    /** How long invocations under way may take after the process was asked to end. */
    @WithDefault("25")
    int shutdownGraceSeconds();
}
