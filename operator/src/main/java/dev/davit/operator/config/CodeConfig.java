package dev.davit.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/** Where code archives may come from; the same settings as the gateway's (DAVIT_CODE_…). */
@ConfigMapping(prefix = "davit.code")
public interface CodeConfig {
    /** Whether archives are fetched at all. */
    @WithName("archives-enabled")
    @WithDefault("true")
    boolean archivesEnabled();

    /** Hosts that may be fetched from though they are private. */
    @WithName("allowed-hosts")
    Optional<List<String>> allowedHosts();

    /** Ranges of addresses that may be fetched from though they are private. */
    @WithName("allowed-cidrs")
    Optional<List<String>> allowedCidrs();

    /** Ranges of pods, Services and nodes, never fetched from even where they are public. */
    @WithName("cluster-cidrs")
    Optional<List<String>> clusterCidrs();

    /** The domain of the cluster's own names. */
    @WithName("cluster-domain")
    @WithDefault("cluster.local")
    String clusterDomain();

    /** The S3-compatible endpoint of s3Bucket and s3Key, an http or https address. */
    @WithName("s3-endpoint")
    Optional<String> s3Endpoint();

    /** The region in the endpoint's signatures. */
    @WithName("s3-region")
    @WithDefault("us-east-1")
    String s3Region();

    /** Who reads at the endpoint; without it, requests are not signed. */
    @WithName("s3-access-key-id")
    Optional<String> s3AccessKeyId();

    /** The key's secret. */
    @WithName("s3-secret-access-key")
    Optional<String> s3SecretAccessKey();
}
