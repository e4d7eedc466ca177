package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedingStoreTest {

    private final List<String> news = new ArrayList<>();
    private final FeedingStore<ConfigMap, String> store = new FeedingStore<>(new FeedingStore.Feed<>(
            ConfigMap::new,
            map -> map.getData().get("entry"),
            entry -> entry.charAt(0),
            new FeedingStore.Sink<String>() {
                @Override
                public void put(String entry) {
                    news.add("+" + entry);
                }

                @Override
                public void remove(String entry) {
                    news.add("-" + entry);
                }
            }));

    private ConfigMap put(String entry) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("a")
                .withName("m")
                .withResourceVersion("7")
                .addToLabels("some", "label")
                .endMetadata()
                .addToData("entry", entry)
                .build();
        return store.put("a/m", map);
    }

    @Test
    void passesOnWhatIsNewAndKeepsOnlyTheName() {
        assertThat(put("x1")).isNull();
        put("x1");
        put("x2");
        assertThat(news).containsExactly("+x1", "+x2");
        ConfigMap kept = store.get("a/m");
        assertThat(kept.getMetadata().getName()).isEqualTo("m");
        assertThat(kept.getMetadata().getResourceVersion()).isEqualTo("7");
        assertThat(kept.getMetadata().getLabels()).isEmpty();
        assertThat(kept.getData()).isEmpty();
        assertThat(store.getKey(kept)).isEqualTo("a/m");
    }

    @Test
    void removesWhatBecameSomethingElseBeforePuttingIt() {
        put("x1");
        put("y1");
        put(null);
        put("y2");
        store.remove("a/m");
        store.remove("a/m");
        assertThat(news).containsExactly("+x1", "-x1", "+y1", "-y1", "+y2", "-y2");
    }

    @Test
    void ignoresWhatItCannotRead() {
        put("x1");
        store.put("a/m", new ConfigMapBuilder(store.get("a/m")).withData(null).build());
        assertThat(news).containsExactly("+x1", "-x1");
        assertThat(store.size()).isEqualTo(1);
    }
}
