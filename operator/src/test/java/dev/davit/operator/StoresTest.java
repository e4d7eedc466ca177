package dev.davit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Quarkus makes by name must be visible to it; it notices only when the process starts. */
class StoresTest {

    @Test
    void isPublicWhatReconcilersNameAsTheirCache() throws Exception {
        List<Class<?>> reconcilers = reconcilers();
        assertThat(reconcilers).hasSizeGreaterThan(8);
        for (Class<?> reconciler : reconcilers) {
            Class<?> store = reconciler
                    .getAnnotation(ControllerConfiguration.class)
                    .informer()
                    .itemStore();
            assertThat(Modifier.isPublic(store.getModifiers()))
                    .as(store.getName())
                    .isTrue();
            assertThat(Modifier.isPublic(reconciler.getModifiers()))
                    .as(reconciler.getName())
                    .isTrue();
        }
    }

    private static List<Class<?>> reconcilers() throws IOException {
        Path classes = Path.of("target/classes").toAbsolutePath();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Reconciler.class"))
                    .<Class<?>>map(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                    .filter(type -> type.isAnnotationPresent(ControllerConfiguration.class))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
