package dev.davit.gateway.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.dispatch.Engagement;
import dev.davit.gateway.dispatch.Handover;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.scale.PoolDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P1 and P2, with messages that are delivered when the test says so. */
class HomesTest {

    private static final List<String> NAMESPACES =
            IntStream.range(0, 40).mapToObj(i -> "team-" + i).toList();

    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    private final List<Runnable> wire = new ArrayList<>();

    /** A replica that only counts what it has. */
    private final class Replica implements Tenants, PeerCalls {
        final String name;
        final Homes homes;
        final Set<String> held = new HashSet<>();
        final Set<String> heardOf = new HashSet<>();
        boolean dead;

        Replica(String name) {
            this.name = name;
            this.homes = Homes.of(name, this, this);
            replicas.put(name, this);
        }

        @Override
        public void take(Predicate<String> namespaces, Handover known) {
            known.engagements().forEach(each -> heardOf.add(each.id().namespace()));
            NAMESPACES.stream().filter(namespaces).forEach(namespace -> {
                assertThat(replicas.values())
                        .filteredOn(other -> !other.dead && other != this)
                        .as("who else has %s when %s takes it", namespace, name)
                        .noneMatch(other -> other.held.contains(namespace));
                held.add(namespace);
            });
        }

        @Override
        public CompletionStage<Handover> release(Predicate<String> namespaces) {
            List<String> going = held.stream().filter(namespaces).toList();
            held.removeAll(going);
            Map<PoolKey, PoolDemand> demands = new HashMap<>();
            List<Engagement> engaged = new ArrayList<>();
            for (String namespace : going) {
                demands.put(new PoolKey(namespace, "pool"), PoolDemand.NONE);
                engaged.add(new Engagement(
                        new EnvironmentId(namespace, "pod"), new FunctionKey(namespace, "f"), null, name));
            }
            return CompletableFuture.completedFuture(new Handover(demands, engaged, Set.of()));
        }

        @Override
        public void lost(String holder) {}

        @Override
        public CompletionStage<Handover> claim(Member from, String claimer, Set<String> names) {
            CompletableFuture<Handover> answer = new CompletableFuture<>();
            Replica other = replicas.get(from.name());
            wire.add(() -> {
                if (other.dead) {
                    answer.completeExceptionally(new IllegalStateException("gone"));
                } else {
                    other.homes
                            .claimed(claimer, names)
                            .thenAccept(handover -> wire.add(() -> answer.complete(handover)));
                }
            });
            return answer;
        }

        @Override
        public void passOn(Member owner, Handover handover) {
            wire.add(() -> handover.without(none -> false).forEach(replicas.get(owner.name()).homes::passedOn));
        }
    }

    private static Member member(String name) {
        return new Member(name, "host-" + name, 9003);
    }

    private static Members members(String... serving) {
        return new Members(Arrays.stream(serving).map(HomesTest::member).toList(), List.of());
    }

    private void deliver() {
        while (!wire.isEmpty()) {
            wire.removeFirst().run();
        }
    }

    private void all(Members members) {
        replicas.values().forEach(replica -> replica.homes.seen(members));
        deliver();
    }

    @Test
    void aloneEverythingIsHere() {
        assertThat(Homes.alone().where("any")).isInstanceOf(Where.Here.class);
    }

    @Test
    void nothingIsHereBeforeTheFirstRoundIsOver() {
        Replica a = new Replica("a");
        new Replica("b");
        assertThat(a.homes.where("team-1")).isInstanceOf(Where.Soon.class);
        a.homes.seen(members("a", "b"));
        assertThat(NAMESPACES).noneMatch(a.homes::isHere);
        deliver();
        assertThat(NAMESPACES).anyMatch(a.homes::isHere);
        assertThat(NAMESPACES).anyMatch(namespace -> a.homes.where(namespace).equals(new Where.There(member("b"))));
    }

    @Test
    void everyNamespaceHasOneHome() {
        new Replica("a");
        new Replica("b");
        new Replica("c");
        all(members("a", "b", "c"));
        for (String namespace : NAMESPACES) {
            assertThat(replicas.values())
                    .filteredOn(each -> each.homes.isHere(namespace))
                    .hasSize(1);
            assertThat(replicas.values())
                    .filteredOn(each -> each.held.contains(namespace))
                    .hasSize(1);
        }
    }

    @Test
    void whatAReplicaHadGoesOnWhileAnotherIsAsked() {
        Replica a = new Replica("a");
        new Replica("b");
        all(members("a"));
        a.homes.seen(members("a", "b"));
        assertThat(NAMESPACES).filteredOn(a.homes::isHere).isNotEmpty();
        assertThat(NAMESPACES).allMatch(namespace -> !(a.homes.where(namespace) instanceof Where.Soon));
    }

    @Test
    void theNextOwnerHearsWhatTheFormerOneKnew() {
        new Replica("a");
        Replica b = new Replica("b");
        all(members("a"));
        all(members("a", "b"));
        assertThat(b.heardOf).isEqualTo(b.held);
    }

    @Test
    void whatTheDeadHadIsTaken() {
        Replica a = new Replica("a");
        Replica b = new Replica("b");
        all(members("a", "b"));
        a.dead = true;
        b.homes.seen(new Members(List.of(member("b")), List.of(member("a"))));
        deliver();
        assertThat(b.held).containsExactlyInAnyOrderElementsOf(NAMESPACES);
        assertThat(b.homes.hasHeirs()).isFalse();
    }

    @Test
    void whatWasLetGoForNothingIsAskedForAgain() {
        Replica a = new Replica("a");
        Replica b = new Replica("b");
        all(members("a"));
        a.homes.claimed("b", Set.of("b"));
        assertThat(NAMESPACES).noneMatch(a.homes::isHere);
        a.homes.tick();
        deliver();
        assertThat(NAMESPACES).allMatch(a.homes::isHere);
        assertThat(a.held).containsExactlyInAnyOrderElementsOf(NAMESPACES);
        assertThat(b.held).isEmpty();
    }

    /** Replicas come and go, views arrive late and messages cross: nobody ever takes what another still has. */
    @Test
    void noTwoHaveOneNamespaceWhateverTheOrderOfNews() {
        for (int seed = 0; seed < 300; seed++) {
            replicas.clear();
            wire.clear();
            Random random = new Random(seed);
            List<String> names = List.of("a", "b", "c", "d");
            names.forEach(Replica::new);
            Map<String, Members> seen = new HashMap<>();
            for (int step = 0; step < 40; step++) {
                List<Member> serving = new ArrayList<>();
                List<Member> others = new ArrayList<>();
                names.forEach(name -> (random.nextInt(3) > 0 ? serving : others).add(member(name)));
                Members view = new Members(serving, others);
                for (String name : names) {
                    if (random.nextInt(4) > 0) {
                        seen.put(name, view);
                        wire.add(() -> replicas.get(name).homes.seen(view));
                    }
                }
                for (int i = random.nextInt(20); i > 0 && !wire.isEmpty(); i--) {
                    wire.remove(random.nextInt(wire.size())).run();
                }
            }
            deliver();
            all(members("a", "b", "c", "d"));
            replicas.values().forEach(replica -> replica.homes.tick());
            deliver();
            for (String namespace : NAMESPACES) {
                assertThat(replicas.values())
                        .as("seed %d, %s", seed, namespace)
                        .filteredOn(each -> each.homes.isHere(namespace) && each.held.contains(namespace))
                        .hasSize(1);
            }
        }
    }
}
