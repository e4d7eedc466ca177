package dev.davit.gateway.http.control;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.http.control.document.ProvisionedCount;
import java.util.concurrent.CompletionStage;

/** Port: how far the environments that a version or an alias has provisioned are. */
@FunctionalInterface
public interface Provisioning {

    /** Counts the environments of that version or alias; none when it is not known. Callable from any thread. */
    CompletionStage<ProvisionedCount> count(FunctionKey function, String qualifier);
}
