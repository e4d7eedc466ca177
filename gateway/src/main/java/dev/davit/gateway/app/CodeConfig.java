package dev.davit.gateway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Where code archives may come from, as the operator has it too, and where they are kept; {@code DAVIT_CODE_…}. */
@ConfigMapping(prefix = "davit.code")
interface CodeConfig {

    /** Hosts that may be fetched from though they are private. */
    Optional<List<String>> allowedHosts();

    /** Ranges of addresses that may be fetched from though they are private. */
    Optional<List<String>> allowedCidrs();

    /** Ranges of pods, Services and nodes, never fetched from even where they are public. */
    Optional<List<String>> clusterCidrs();

    /** The domain of the cluster's own names. */
    @WithDefault("cluster.local")
    String clusterDomain();

    /** The S3-compatible endpoint of archives in buckets. */
    Optional<String> s3Endpoint();

    /** The region in the endpoint's signatures. */
    @WithDefault("us-east-1")
    String s3Region();

    /** Who reads at the endpoint; without it, requests are not signed. */
    Optional<String> s3AccessKeyId();

    /** The key's secret. */
    Optional<String> s3SecretAccessKey();

    /** The folder of the cache. */
    @WithDefault("/tmp/davit-code")
    String cacheFolder();

    /** How many bytes the cache keeps. */
    @WithDefault("536870912")
    long cacheBytes();
}
