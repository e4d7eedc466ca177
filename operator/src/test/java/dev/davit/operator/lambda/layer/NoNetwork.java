package dev.davit.operator.lambda.layer;

import dev.davit.operator.config.CodeConfig;
import java.util.List;
import java.util.Optional;

/** An installation that fetches nothing. */
record NoNetwork() implements CodeConfig {
    @Override
    public boolean archivesEnabled() {
        return false;
    }

    @Override
    public Optional<List<String>> allowedHosts() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> allowedCidrs() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> clusterCidrs() {
        return Optional.empty();
    }

    @Override
    public String clusterDomain() {
        return "cluster.local";
    }

    @Override
    public Optional<String> s3Endpoint() {
        return Optional.empty();
    }

    @Override
    public String s3Region() {
        return "us-east-1";
    }

    @Override
    public Optional<String> s3AccessKeyId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> s3SecretAccessKey() {
        return Optional.empty();
    }
}
