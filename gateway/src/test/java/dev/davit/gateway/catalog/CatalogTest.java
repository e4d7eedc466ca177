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
                new RevisionKey("team-a", name), "hello", "pool", false, "a.b", 128, 3, Map.of(), Map.of(), null));
    }

    private static String found(Resolution resolution) {
        return resolution instanceof Resolution.Found found
                ? found.revision().key().name() + "@" + found.version()
                : resolution.getClass().getSimpleName();
    }

    @Test
    void resolvesLatestVersionsAndAliases() {
        revision("hello-a");
        revision("hello-b");
        function(FunctionState.ACTIVE, "hello-b");
        catalog.put(new VersionEntry(HELLO, "hello-v1", "1", "hello-a"));
        catalog.put(new AliasEntry(HELLO, "hello-live", "live", "1"));
        catalog.put(new AliasEntry(HELLO, "hello-dev", "dev", "$LATEST"));
        catalog.put(new AliasEntry(HELLO, "hello-lost", "lost", "9"));
        assertThat(found(catalog.resolve(HELLO, null))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "$LATEST"))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "1"))).isEqualTo("hello-a@1");
        assertThat(found(catalog.resolve(HELLO, "live"))).isEqualTo("hello-a@1");
        assertThat(found(catalog.resolve(HELLO, "dev"))).isEqualTo("hello-b@$LATEST");
        assertThat(found(catalog.resolve(HELLO, "lost"))).isEqualTo("Missing");
        assertThat(found(catalog.resolve(HELLO, "2"))).isEqualTo("Missing");
        assertThat(found(catalog.resolve(new FunctionKey("team-b", "hello"), null)))
                .isEqualTo("Missing");
    }

    @Test
    void isNotReadyWhilePendingFailedOrWithoutItsRevision() {
        function(FunctionState.PENDING, null);
        assertThat(found(catalog.resolve(HELLO, null))).isEqualTo("NotReady");
        function(FunctionState.ACTIVE, "hello-a");
        assertThat(found(catalog.resolve(HELLO, null))).isEqualTo("NotReady");
        revision("hello-a");
        assertThat(found(catalog.resolve(HELLO, null))).isEqualTo("hello-a@$LATEST");
        function(FunctionState.FAILED, "hello-a");
        assertThat(found(catalog.resolve(HELLO, null))).isEqualTo("NotReady");
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
        VersionEntry one = new VersionEntry(HELLO, "hello-v1", "1", "hello-a");
        catalog.put(one);
        assertThat(catalog.isCurrent(a)).isTrue();
        catalog.remove(one);
        assertThat(catalog.isCurrent(a)).isFalse();
    }
}
