package dev.davit.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.Accounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final FunctionKey HELLO = new FunctionKey("team-a", "hello");

    private final Catalog catalog = new Catalog();

    private void function(FunctionState state, String revision) {
        catalog.put(new FunctionEntry(HELLO, "hello", state, null, revision, null));
    }

    private void revision(String name) {
        catalog.put(new RevisionEntry(
                new RevisionKey("team-a", name),
                "hello",
                Catalog.LATEST,
                "pool",
                false,
                "a.b",
                128,
                3,
                Map.of(),
                Map.of(),
                null));
    }

    private static String found(Resolution resolution) {
        return resolution instanceof Resolution.Found found
                ? found.revision().key().name() + "@" + found.version()
                : resolution.getClass().getSimpleName();
    }

    @Test
    void sharesAnAliasBetweenTwoVersionsOnceTheSecondIsPublished() {
        revision("hello-a");
        revision("hello-b");
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 0));
        catalog.put(new AliasEntry(HELLO, "hello-live", "live", "1", "2", 0.25, 0, EventConfig.DEFAULT, 0));
        assertThat(found(catalog.resolve(HELLO, "live", 0.1))).isEqualTo("hello-a@1");
        catalog.put(new VersionEntry(HELLO, "hello-v2", "2", "hello-b", 0));
        assertThat(found(catalog.resolve(HELLO, "live", 0.2499))).isEqualTo("hello-b@2");
        assertThat(found(catalog.resolve(HELLO, "live", 0.25))).isEqualTo("hello-a@1");
        assertThat(found(catalog.resolve(HELLO, "live", 0.99))).isEqualTo("hello-a@1");
    }

    @Test
    void knowsWhatIsReservedInANamespace() {
        catalog.put(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-a", 30));
        catalog.put(new FunctionEntry(
                new FunctionKey("team-a", "other"), "other", FunctionState.ACTIVE, null, "other-a", 12));
        assertThat(catalog.reservedIn("team-a")).isEqualTo(42);
        catalog.put(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-a", 5));
        assertThat(catalog.reservedIn("team-a")).isEqualTo(17);
        catalog.remove(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-a", 5));
        assertThat(catalog.reservedIn("team-a")).isEqualTo(12);
        assertThat(catalog.reservedIn("team-b")).isZero();
    }

    @Test
    void addsUpWhatAVersionAndItsAliasesProvision() {
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 2));
        catalog.put(new AliasEntry(HELLO, "hello-live", "live", "1", null, 0, 3, EventConfig.DEFAULT, 0));
        catalog.put(new AliasEntry(HELLO, "hello-dev", "dev", "$LATEST", null, 0, 4, EventConfig.DEFAULT, 0));
        assertThat(catalog.provisioned()).isEqualTo(Map.of(new RevisionKey("team-a", "hello-a"), 5));
        catalog.remove(new AliasEntry(HELLO, "hello-live", "live", "1", null, 0, 3, EventConfig.DEFAULT, 0));
        assertThat(catalog.provisioned()).isEqualTo(Map.of(new RevisionKey("team-a", "hello-a"), 2));
        catalog.remove(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-b", null));
        assertThat(catalog.provisioned()).as("without their function").isEmpty();
        function(FunctionState.ACTIVE, "hello-b");
        assertThat(catalog.provisioned()).as("with one again").hasSize(1);
    }

    @Test
    void knowsWhatIsProvisionedOfTheConcurrencyThatFunctionsShare() {
        FunctionKey other = new FunctionKey("team-a", "other");
        FunctionKey elsewhere = new FunctionKey("team-b", "other");
        RevisionKey hello = new RevisionKey("team-a", "hello-a");
        RevisionKey second = new RevisionKey("team-a", "other-a");
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new FunctionEntry(other, "other", FunctionState.ACTIVE, null, "other-b", null));
        catalog.put(new FunctionEntry(elsewhere, "other", FunctionState.ACTIVE, null, "other-b", null));
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 2));
        catalog.put(new AliasEntry(HELLO, "hello-live", "live", "1", null, 0, 3, EventConfig.DEFAULT, 0));
        catalog.put(new VersionEntry(other, "other-v1", "1", "other-a", 4));
        assertThat(catalog.provisionedBeside(other, false)).isEqualTo(Map.of(hello, 5, second, 4));
        assertThat(catalog.provisionedBeside(elsewhere, false)).isEmpty();

        catalog.put(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-b", 9));
        assertThat(catalog.provisionedBeside(HELLO, true)).isEqualTo(Map.of(hello, 5));
        assertThat(catalog.provisionedBeside(other, false))
                .as("what hello reserves is its own")
                .isEqualTo(Map.of(second, 4));
    }

    @Test
    void eventsAreTreatedAsTheirOwnQualifierSaysAndAsNoOther() {
        EventConfig latest = new EventConfig(0, 60, "good", "bad", "dead");
        catalog.put(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, "hello-a", null, latest));
        EventConfig once = new EventConfig(1, 120, null, "other", null);
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 0, once, 0));
        catalog.put(new VersionEntry(HELLO, "hello-v2", "2", "hello-b", 0));
        catalog.put(AliasEntry.of(HELLO, "hello-live", "live", "1"));
        EventConfig never = new EventConfig(0, 300, null, null, null);
        catalog.put(new AliasEntry(HELLO, "hello-dev", "dev", "2", null, 0, 0, never, 0));
        assertThat(catalog.events(HELLO, null)).isEqualTo(latest);
        assertThat(catalog.events(HELLO, "$LATEST")).isEqualTo(latest);
        assertThat(catalog.events(HELLO, "1")).isEqualTo(once.withDeadLetter("dead"));
        assertThat(catalog.events(HELLO, "2")).isEqualTo(EventConfig.DEFAULT.withDeadLetter("dead"));
        assertThat(catalog.events(HELLO, "live"))
                .as("neither its version's nor the function's")
                .isEqualTo(EventConfig.DEFAULT.withDeadLetter("dead"));
        assertThat(catalog.events(HELLO, "dev")).isEqualTo(never.withDeadLetter("dead"));
        assertThat(catalog.events(HELLO, "gone")).isEqualTo(EventConfig.DEFAULT.withDeadLetter("dead"));
        assertThat(catalog.events(new FunctionKey("team-b", "hello"), "live")).isEqualTo(EventConfig.DEFAULT);
    }

    @Test
    void resolvesLatestVersionsAndAliases() {
        revision("hello-a");
        revision("hello-b");
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 0));
        catalog.put(AliasEntry.of(HELLO, "hello-live", "live", "1"));
        catalog.put(AliasEntry.of(HELLO, "hello-dev", "dev", "$LATEST"));
        catalog.put(AliasEntry.of(HELLO, "hello-lost", "lost", "9"));
        assertThat(found(catalog.resolve(HELLO, "$LATEST.PUBLISHED", 0.5))).isEqualTo("hello-a@1");
        catalog.put(new VersionEntry(HELLO, "hello-v10", "10", "hello-b", 0));
        catalog.put(new VersionEntry(HELLO, "hello-v9", "9", "hello-a", 0));
        assertThat(found(catalog.resolve(HELLO, "$LATEST.PUBLISHED", 0.5))).isEqualTo("hello-b@10");
        catalog.remove(new VersionEntry(HELLO, "hello-v9", "9", "hello-a", 0));
        assertThat(found(catalog.resolve(HELLO, null, 0.5))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "$LATEST", 0.5))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "1", 0.5))).isEqualTo("hello-a@1");
        assertThat(found(catalog.resolve(HELLO, "live", 0.5))).isEqualTo("hello-a@1");
        assertThat(found(catalog.resolve(HELLO, "dev", 0.5))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "lost", 0.5))).isEqualTo("Missing");
        assertThat(found(catalog.resolve(HELLO, "2", 0.5))).isEqualTo("Missing");
        assertThat(found(catalog.resolve(new FunctionKey("team-b", "hello"), null, 0.5)))
                .isEqualTo("Missing");
    }

    @Test
    void isNotReadyWhilePendingFailedOrWithoutItsRevision() {
        function(FunctionState.PENDING, null);
        assertThat(found(catalog.resolve(HELLO, null, 0.5))).isEqualTo("NotReady");
        function(FunctionState.ACTIVE, "hello-a");
        assertThat(found(catalog.resolve(HELLO, null, 0.5))).isEqualTo("NotReady");
        revision("hello-a");
        assertThat(found(catalog.resolve(HELLO, null, 0.5))).isEqualTo("hello-a@$LATEST");
        function(FunctionState.FAILED, "hello-a");
        assertThat(found(catalog.resolve(HELLO, null, 0.5))).isEqualTo("NotReady");
        assertThat(FunctionState.of("no such state")).isEqualTo(FunctionState.PENDING);
    }

    @Test
    void knowsTheNamespaceOfAnAccountOnceItHasAFunction() {
        String account = Accounts.of("team-a");
        assertThat(catalog.namespaceOf(account)).isNull();
        function(FunctionState.ACTIVE, null);
        assertThat(catalog.namespaceOf(account)).isEqualTo("team-a");
        assertThat(catalog.accountOf("team-a")).isEqualTo(account);
    }

    @Test
    void leavesAFunctionOfTheSameNameButAnotherObjectAlone() {
        function(FunctionState.ACTIVE, "hello-a");
        catalog.remove(new FunctionEntry(HELLO, "hello-other", FunctionState.ACTIVE, null, null, null));
        assertThat(catalog.function(HELLO)).isNotNull();
        catalog.remove(new FunctionEntry(HELLO, "hello", FunctionState.ACTIVE, null, null, null));
        assertThat(catalog.function(HELLO)).isNull();
    }

    @Test
    void aRevisionIsCurrentWhileLatestOrAVersionPointsAtIt() {
        revision("hello-a");
        RevisionEntry a = catalog.revision(new RevisionKey("team-a", "hello-a"));
        assertThat(catalog.isCurrent(a)).isFalse();
        function(FunctionState.ACTIVE, "hello-a");
        assertThat(catalog.isCurrent(a)).isTrue();
        function(FunctionState.ACTIVE, "hello-b");
        assertThat(catalog.isCurrent(a)).isFalse();
        VersionEntry one = new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 0);
        catalog.put(one);
        assertThat(catalog.isCurrent(a)).isTrue();
        catalog.remove(one);
        assertThat(catalog.isCurrent(a)).isFalse();
    }

    private static VersionEntry version(String resource, String revision, int provisioned, long createdAt) {
        return new VersionEntry(HELLO, resource, "1", revision, provisioned, EventConfig.DEFAULT, createdAt);
    }

    @Test
    void ofTwoVersionsWithOneNumberTheOlderCountsAndThenTheOther() {
        revision("hello-a");
        function(FunctionState.ACTIVE, "hello-a");
        VersionEntry older = version("hello-z", "hello-a", 1, 100);
        VersionEntry younger = version("hello-y", "hello-a", 2, 101);
        VersionEntry youngest = version("hello-x", "hello-a", 4, 101);
        Map<RevisionKey, Integer> one = Map.of(new RevisionKey("team-a", "hello-a"), 1);
        catalog.put(younger);
        catalog.put(older);
        catalog.put(youngest);
        assertThat(catalog.provisioned()).isEqualTo(one);
        catalog.put(younger);
        assertThat(catalog.provisioned()).as("whoever changed last").isEqualTo(one);
        catalog.remove(younger);
        assertThat(catalog.provisioned()).isEqualTo(one);
        assertThat(found(catalog.resolve(HELLO, "1", 0.5)))
                .as("the first version's, though another with its number is gone")
                .isEqualTo("hello-a@1");
        catalog.put(younger);
        catalog.remove(older);
        assertThat(catalog.provisioned()).containsValue(4);
        catalog.remove(youngest);
        assertThat(catalog.provisioned()).containsValue(2);
        catalog.remove(younger);
        assertThat(found(catalog.resolve(HELLO, "1", 0.5))).isEqualTo("Missing");
    }

    @Test
    void anAliasWhoseNameIsTakenTakesNoCalls() {
        revision("hello-a");
        revision("hello-b");
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a", 0));
        AliasEntry first = new AliasEntry(HELLO, "hello-live", "live", "1", null, 0, 0, EventConfig.DEFAULT, 100);
        AliasEntry second = new AliasEntry(HELLO, "a-live", "live", "$LATEST", null, 0, 0, EventConfig.DEFAULT, 200);
        catalog.put(first);
        catalog.put(second);
        assertThat(found(catalog.resolve(HELLO, "live", 0.5))).isEqualTo("hello-a@1");
        catalog.remove(second);
        assertThat(found(catalog.resolve(HELLO, "live", 0.5))).isEqualTo("hello-a@1");
        catalog.put(second);
        catalog.remove(first);
        assertThat(found(catalog.resolve(HELLO, "live", 0.5))).isEqualTo("hello-b@$LATEST");
    }
}
