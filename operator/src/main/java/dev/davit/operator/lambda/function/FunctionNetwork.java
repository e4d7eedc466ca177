package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.ec2.placement.Placement.Answer;
import dev.davit.operator.ec2.placement.Placement.Wish;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * The network that a function names in vpcConfig.
 *
 * @param answer what came of it; empty when it names none
 */
record FunctionNetwork(Optional<Answer> answer) {
    static final FunctionNetwork NONE = new FunctionNetwork(Optional.empty());

    static FunctionNetwork of(Function function, Placement placement) {
        return isAsked(function.getSpec())
                ? new FunctionNetwork(Optional.of(placement.find(function, wish(function.getSpec()))))
                : NONE;
    }

    /** On AWS a vpcConfig of empty lists takes a function out of its VPC. */
    static boolean isAsked(FunctionSpec spec) {
        var vpc = spec.vpcConfig;
        return vpc != null && (filled(vpc.subnetIDs) || filled(vpc.subnetRefs));
    }

    private static Wish wish(FunctionSpec spec) {
        var vpc = spec.vpcConfig;
        return new Wish(vpc.subnetIDs, vpc.subnetRefs, vpc.securityGroupIDs, vpc.securityGroupRefs);
    }

    private static boolean filled(List<?> list) {
        return list != null && !list.isEmpty();
    }

    /** The network, once it is there. */
    Optional<NetworkClass> found() {
        return answer.filter(Answer.Found.class::isInstance)
                .map(Answer.Found.class::cast)
                .map(Answer.Found::network);
    }

    static Optional<? extends Outcome> check(FunctionInputs inputs) {
        return inputs.surroundings()
                .network()
                .answer()
                .filter(Answer.Missing.class::isInstance)
                .map(Answer.Missing.class::cast)
                .map(FunctionNetwork::outcome);
    }

    private static Outcome outcome(Answer.Missing missing) {
        return switch (missing.lack()) {
            case INVALID -> new Rejection(FunctionReason.NetworkInvalid, missing.message());
            case SUBNET, SPACE -> new Waiting(FunctionReason.SubnetNotReady, missing.message());
            case GROUP -> new Waiting(FunctionReason.SecurityGroupNotReady, missing.message());
        };
    }
}
