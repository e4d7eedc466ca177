package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void coversWhenTheServerAddedDefaults() {
        assertThat(Matching.covers(json("{'a':1,'b':{'c':2,'d':3},'e':4}"), json("{'a':1,'b':{'c':2}}")))
                .isTrue();
    }

    @Test
    void doesNotCoverWhenAValueListOrKindDiffers() {
        assertThat(Matching.covers(json("{'a':1}"), json("{'a':2}"))).isFalse();
        assertThat(Matching.covers(json("{'a':[1,2]}"), json("{'a':[1]}"))).isFalse();
        assertThat(Matching.covers(json("{'a':{}}"), json("{'a':'x'}"))).isFalse();
        assertThat(Matching.covers(json("{}"), json("{'a':'x'}"))).isFalse();
    }

    @Test
    void comparesNumbersByValue() {
        assertThat(Matching.covers(json("{'a':1.0}"), json("{'a':1}"))).isTrue();
    }

    @Test
    void patchIsEmptyWhenNothingDiffers() {
        assertThat(Matching.mergePatch(json("{'a':{'b':[1]}}"), json("{'a':{'b':[1]}}")))
                .isEmpty();
    }

    @Test
    void patchHoldsOnlyTheDifferenceAndNullsWhatIsGone() {
        assertThat(Matching.mergePatch(
                        json("{'a':1,'b':{'c':1,'d':2},'l':[1]}"), json("{'b':{'c':1,'d':3},'l':[1,2],'n':{'x':1}}")))
                .isEqualTo(json("{'a':null,'b':{'d':3},'l':[1,2],'n':{'x':1}}"));
    }

    @Test
    void patchIgnoresNullsOnEitherSide() {
        assertThat(Matching.mergePatch(json("{'a':null}"), json("{'b':null}"))).isEmpty();
    }
}
