package dev.davit.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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

    /** How long invocations under way may take after the process was asked to end. */
    @WithDefault("25")
    int shutdownGraceSeconds();
}
