package dev.davit.gateway.http.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.gateway.kernel.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final List<String> ALL = List.of("a", "b", "c", "d");

    private static Paging.Cut<String> page(int most, String marker, List<String> all) {
        return new Paging(most, marker).of(all, each -> each);
    }

    @Test
    void goesOnAfterWhatTheMarkerNamesEvenWhenThatIsGone() {
        Paging.Cut<String> first = page(2, null, ALL);
        assertThat(first.items()).containsExactly("a", "b");
        assertThat(page(2, first.next(), ALL).items()).containsExactly("c", "d");
        assertThat(page(2, first.next(), ALL).next()).isNull();
        assertThat(page(2, first.next(), List.of("a", "c", "d")).items()).containsExactly("c", "d");
        assertThat(page(2, first.next(), List.of("a")).items()).isEmpty();
    }

    @Test
    void hasNoNextPageWhenEverythingIsOnThisOne() {
        assertThat(page(4, null, ALL).next()).isNull();
        assertThat(page(50, null, List.of()).items()).isEmpty();
    }

    @Test
    void refusesMarkersOfOtherLists() {
        String foreign = new FunctionPages.Mark("token", 3).marker();
        for (String marker : List.of(foreign, "%", "eA")) {
            assertThatThrownBy(() -> page(2, marker, ALL)).isInstanceOfSatisfying(ControlRefusal.class, e -> assertThat(
                            e.refusal().code())
                    .isEqualTo(ErrorCode.INVALID_PARAMETER));
        }
        assertThat(FunctionPages.Mark.of(new Paging(2, foreign))).isEqualTo(new FunctionPages.Mark("token", 3));
    }
}
