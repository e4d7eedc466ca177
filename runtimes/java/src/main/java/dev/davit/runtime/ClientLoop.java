package dev.davit.runtime;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.util.ConcurrencyConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/**
 * AWS's client, started as its own {@code main} starts it, but with a transport of ours. It has no public way to be given one: its
 * steps are called by name. The version is pinned, and every test goes through here.
 */
final class ClientLoop {
    private ClientLoop() {}

    static void run(String handler, LambdaRuntimeApiClient client) throws Throwable {
        try (AutoCloseable logger = (AutoCloseable) step("initLogger")) {
            Object loaded = step("getLambdaRequestHandlerObject", handler, logger, client);
            Object concurrency = ConcurrencyConfig.class.getConstructors()[0].newInstance(logger);
            step("startRuntimeLoops", loaded, logger, concurrency, client);
        }
    }

    private static Object step(String name, Object... arguments) throws Throwable {
        Method method = Stream.of(AWSLambda.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodError("AWSLambda." + name));
        method.setAccessible(true);
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
