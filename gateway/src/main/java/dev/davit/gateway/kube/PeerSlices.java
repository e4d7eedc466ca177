package dev.davit.gateway.kube;

import dev.davit.gateway.peer.Member;
import dev.davit.gateway.peer.Members;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The gateway's replicas, from the EndpointSlices of the Service that has them all, the ones that are not ready included. */
final class PeerSlices implements FeedingStore.Sink<PeerSlices.Slice> {

    /** The label that names a slice's Service. */
    static final String SERVICE = "kubernetes.io/service-name";

    private final Map<String, Slice> slices = new TreeMap<>();
    private final Consumer<Members> members;

    PeerSlices(Consumer<Members> members) {
        this.members = members;
    }

    /** What matters of an EndpointSlice. */
    record Slice(String name, List<Member> serving, List<Member> others) {

        /** Reads one. */
        static Slice of(EndpointSlice slice) {
            List<Member> serving = new ArrayList<>();
            List<Member> others = new ArrayList<>();
            Integer port = port(slice.getPorts());
            if (port != null) {
                for (Endpoint endpoint : slice.getEndpoints()) {
                    if (endpoint.getTargetRef() != null) {
                        Member member = new Member(
                                endpoint.getTargetRef().getName(),
                                endpoint.getAddresses().getFirst(),
                                port);
                        (stays(endpoint) ? serving : others).add(member);
                    }
                }
            }
            return new Slice(slice.getMetadata().getName(), List.copyOf(serving), List.copyOf(others));
        }

        private static Integer port(List<EndpointPort> ports) {
            return ports.stream().map(EndpointPort::getPort).findFirst().orElse(null);
        }

        private static boolean stays(Endpoint endpoint) {
            return endpoint.getConditions() != null
                    && Boolean.TRUE.equals(endpoint.getConditions().getServing())
                    && !Boolean.TRUE.equals(endpoint.getConditions().getTerminating());
        }
    }

    @Override
    public synchronized void put(Slice slice) {
        slices.put(slice.name(), slice);
        tell();
    }

    @Override
    public synchronized void remove(Slice slice) {
        slices.remove(slice.name());
        tell();
    }

    /** While an endpoint moves from one slice to another it is in both. */
    private void tell() {
        members.accept(new Members(
                together(slices.values().stream().map(Slice::serving).toList()),
                together(slices.values().stream().map(Slice::others).toList())));
    }

    private static List<Member> together(List<List<Member>> parts) {
        return parts.stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }
}
