package dev.davit.operator.lambda.pool;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.operator.ec2.placement.Place;
import dev.davit.operator.ec2.placement.Placement;
import dev.davit.operator.ec2.placement.Placement.Answer;
import dev.davit.operator.ec2.placement.Placement.Lack;
import dev.davit.operator.kernel.Outcome.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Gives the pods that one pass starts their places: behind the wall, and spread over the pool's subnets. */
final class PoolPlaces {
    private final Placement placement;
    private final EnvironmentPool pool;
    private final Map<String, Integer> taken = new HashMap<>();

    PoolPlaces(Placement placement, EnvironmentPool pool, Collection<Pod> pods) {
        this.placement = placement;
        this.pool = pool;
        pods.forEach(pod -> take(pod.getMetadata().getLabels()));
    }

    /** For pods that are there already. */
    void keepWall() {
        placement.keepWall(pool.getMetadata().getNamespace());
    }

    /** The next pod's place, with the wall standing; thrown: why no pod may be made now. */
    Place next() throws NotNow {
        placement.wall(pool.getMetadata().getNamespace());
        if (pool.getSpec().network == null) {
            return Place.NOWHERE;
        }
        return switch (placement.place(pool, pool.getSpec().network, subnet -> taken.getOrDefault(subnet, 0))) {
            case Answer.Placed placed -> {
                take(placed.place().labels());
                yield placed.place();
            }
            case Answer.Missing missing ->
                throw new NotNow(new Waiting(
                        missing.lack() == Lack.SPACE ? PoolReason.SubnetFull : PoolReason.NetworkNotReady,
                        missing.message()));
            case Answer.Found found -> throw new IllegalStateException("a place was asked for");
        };
    }

    private void take(Map<String, String> labels) {
        String subnet = labels == null ? null : labels.get(Labels.SUBNET);
        if (subnet != null) {
            taken.merge(subnet, 1, Integer::sum);
        }
    }

    /** The network is not ready for another pod. */
    static final class NotNow extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Waiting waiting;

        NotNow(Waiting waiting) {
            super(waiting.message(), null, false, false);
            this.waiting = waiting;
        }

        Waiting waiting() {
            return waiting;
        }
    }
}
