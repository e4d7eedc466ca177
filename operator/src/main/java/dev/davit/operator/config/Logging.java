package dev.davit.operator.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Gives the log its form before anything else begins. */
@Singleton
class Logging {

    void start(@Observes @Priority(1) StartupEvent event) {
        JsonLines.install();
    }
}
