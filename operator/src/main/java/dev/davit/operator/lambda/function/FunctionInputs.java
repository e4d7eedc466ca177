package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.ProvisionedGrant;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything one pass over a function looks at. */
record FunctionInputs(
        Function function,
        Surroundings surroundings,
        List<FunctionRevision> revisions,
        Published published,
        Instant now) {

    /** The function's versions, those without a number included, and its aliases. */
    record Published(List<Version> versions, List<Alias> aliases) {
        static final Published NONE = new Published(List.of(), List.of());

        /** The provisioned concurrency that they were granted together. */
        int provisioned() {
            return ProvisionedGrant.total(Stream.concat(
                            versions.stream().map(ProvisionedGrant::of),
                            aliases.stream().map(ProvisionedGrant::of))
                    .toList());
        }
    }

    /** The same with other versions and aliases. */
    FunctionInputs with(Published known) {
        return new FunctionInputs(function, surroundings, revisions, known, now);
    }

    /**
     * What the function refers to.
     *
     * @param runtimes the names of the Runtimes there are
     * @param configMap the ConfigMap that holds the code, when it is there
     * @param roleExists whether the ServiceAccount is there, true when none is named
     * @param region the region in the function's ARN
     * @param account the concurrency of the namespace
     * @param network the network that the function names
     * @param code what is known of the archives of code and layers
     * @param destinations the functions that destinations and the dead-letter target name
     */
    record Surroundings(
            List<String> runtimes,
            Optional<ConfigMap> configMap,
            boolean roleExists,
            String region,
            FunctionConcurrency.Account account,
            FunctionNetwork network,
            FunctionArchives code,
            DestinationFunctions destinations) {}

    FunctionSpec spec() {
        return function.getSpec();
    }

    FunctionStatus status() {
        return function.getStatus() == null ? new FunctionStatus() : function.getStatus();
    }

    String name() {
        return function.getMetadata().getName();
    }

    /** The files of the code, for a managed runtime: inline ones or those of the ConfigMap. */
    Map<String, String> files() {
        if (spec().code.inline != null) {
            return spec().code.inline;
        }
        return surroundings.configMap().map(ConfigMap::getData).orElse(Map.of());
    }

    Optional<FunctionRevision> revision(String name) {
        return revisions.stream()
                .filter(revision -> revision.getMetadata().getName().equals(name))
                .findFirst();
    }
}
