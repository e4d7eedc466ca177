package dev.davit.gateway.peer;

import dev.davit.gateway.dispatch.Handover;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Which namespaces are this replica's. After each change of the replicas there is a round: every other replica, those that are
 * going included, is asked to let go what is this one's now. Until all have answered, or cannot, what the change brings waits
 * and what this replica had before goes on.
 */
public final class Homes {

    private static final int MOST_REMEMBERED = 10_000;

    private final String self;
    private final Tenants tenants;
    private final PeerCalls calls;
    private Members members = Members.NONE;
    /** The candidates of the last round that came to its end. */
    private Set<String> settled = Set.of();
    /** What was let go since then: by whose claim, among whom. */
    private final List<Claim> ceded = new ArrayList<>();

    /** What came for namespaces that were nowhere just then. */
    private final List<Handover> late = new ArrayList<>();

    private final Map<String, Member> known = new LinkedHashMap<>();
    /** What {@link #where} has answered since anything changed. */
    private final Map<String, Where> found = new HashMap<>();

    private final boolean alone;
    private boolean underWay;
    private boolean again;

    private record Claim(String claimer, Set<String> names) {

        boolean covers(String namespace) {
            return claimer.equals(Rendezvous.owner(names, namespace));
        }
    }

    private Homes(String self, Tenants tenants, PeerCalls calls, boolean alone) {
        this.self = self;
        this.tenants = tenants;
        this.calls = calls;
        this.alone = alone;
    }

    /** One of several replicas; it has nothing before {@link #seen} has named it. */
    public static Homes of(String self, Tenants tenants, PeerCalls calls) {
        return new Homes(self, tenants, calls, false);
    }

    /** The only one there is: everything is here. */
    public static Homes alone() {
        return new Homes("", null, null, true);
    }

    /** Where the namespace is dispatched now. */
    public Where where(String namespace) {
        if (alone) {
            return Where.Here.IT;
        }
        Where known = found.get(namespace);
        if (known == null) {
            if (found.size() >= MOST_REMEMBERED) {
                found.clear();
            }
            known = find(namespace);
            found.put(namespace, known);
        }
        return known;
    }

    private Where find(String namespace) {
        String owner = Rendezvous.owner(members.names(), namespace);
        if (owner == null) {
            return Where.Soon.IT;
        }
        if (!owner.equals(self)) {
            return new Where.There(members.find(owner));
        }
        return isMine(namespace) ? Where.Here.IT : Where.Soon.IT;
    }

    /** Whether the namespace is dispatched here. */
    public boolean isHere(String namespace) {
        return where(namespace) instanceof Where.Here;
    }

    private boolean isMine(String namespace) {
        return isMine(namespace, settled, ceded);
    }

    private boolean isMine(String namespace, Set<String> among, List<Claim> without) {
        return self.equals(Rendezvous.owner(among, namespace))
                && without.stream().noneMatch(claim -> claim.covers(namespace));
    }

    /** Whether another replica can take over what this one has. */
    public boolean hasHeirs() {
        return !alone
                && members.serving().stream().anyMatch(member -> !member.name().equals(self));
    }

    /** Whether there is any other replica, in whatever state. */
    public boolean hasOthers() {
        return !alone && known.size() > 1;
    }

    /** The others, in whatever state. */
    public List<Member> others() {
        return known.values().stream()
                .filter(member -> !member.name().equals(self))
                .toList();
    }

    /** The replica of that name, or null when it is gone. */
    public Member member(String name) {
        return members.find(name);
    }

    /** These replicas are there now. */
    public void seen(Members now) {
        if (alone || now.equals(members)) {
            return;
        }
        Members before = members;
        members = now;
        found.clear();
        now.all().forEach(member -> known.put(member.name(), member));
        for (Member gone : before.all()) {
            if (!now.has(gone.name())) {
                tenants.lost(gone.name());
            }
        }
        if (!now.names().equals(before.names())) {
            begin();
        }
    }

    /** Asks again for what is this replica's, in case that something was let go for a claim that came to nothing. */
    public void tick() {
        List<Handover> again = List.copyOf(late);
        late.clear();
        again.forEach(handover -> handover.without(none -> false).forEach(this::passOn));
        if (!ceded.isEmpty()) {
            begin();
        }
    }

    /** Rounds do not overlap: what one brings must be taken up before the next asks. */
    private void begin() {
        if (underWay) {
            again = true;
            return;
        }
        underWay = true;
        Set<String> names = members.names();
        int cededBefore = ceded.size();
        List<CompletableFuture<Handover>> answers = names.contains(self) ? claims(names) : List.of();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenRun(() -> {
            Handover all =
                    Handover.of(answers.stream().map(CompletableFuture::join).toList());
            finish(names, cededBefore, all);
        });
    }

    private List<CompletableFuture<Handover>> claims(Set<String> names) {
        return others().stream()
                .map(other -> calls.claim(other, self, names)
                        .handle((handover, failure) -> answered(other, handover))
                        .toCompletableFuture())
                .toList();
    }

    /** A replica that does not answer and is not there any more is not asked again. */
    private Handover answered(Member other, Handover handover) {
        if (handover == null && !members.has(other.name())) {
            known.remove(other.name());
        }
        return handover == null ? Handover.NOTHING : handover;
    }

    private void finish(Set<String> names, int cededBefore, Handover handover) {
        Set<String> settledBefore = settled;
        List<Claim> cededSoFar = List.copyOf(ceded);
        settled = names;
        ceded.subList(0, cededBefore).clear();
        found.clear();
        tenants.take(namespace -> isMine(namespace) && !isMine(namespace, settledBefore, cededSoFar), handover);
        handover.without(this::isMine).forEach(this::passOn);
        underWay = false;
        if (again) {
            again = false;
            begin();
        }
    }

    /** A former owner's word on a namespace came through another replica. Who does not have the namespace passes it on later. */
    public void passedOn(String namespace, Handover handover) {
        if (isHere(namespace)) {
            tenants.take(none -> false, handover);
        } else {
            late.add(handover);
        }
    }

    private void passOn(String namespace, Handover handover) {
        switch (where(namespace)) {
            case Where.Here here -> tenants.take(none -> false, handover);
            case Where.There there -> calls.passOn(there.member(), handover);
            case Where.Soon soon -> late.add(handover);
        }
    }

    /** Another replica claims what is its among those candidates; answers what it should know of that. */
    public CompletionStage<Handover> claimed(String claimer, Set<String> names) {
        Claim claim = new Claim(claimer, Set.copyOf(names));
        ceded.add(claim);
        found.clear();
        return tenants.release(claim::covers);
    }
}
