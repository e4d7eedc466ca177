package dev.davit.testkit.nats;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Needs the program of the NATS image ({@code hack/davit-images unpack nats}), which {@code DAVIT_NATS_SERVER} names; else skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
        named = NatsServer.PROGRAM,
        matches = ".+",
        disabledReason =
                "set DAVIT_NATS_SERVER to usr/bin/nats-server below what `hack/davit-images unpack nats` prints")
public @interface WithNats {}
