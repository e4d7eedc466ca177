package dev.davit.runtime;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.LambdaEnvironment;
import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.util.ConcurrencyConfig;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/**
 * AWS's client, started as its own {@code main} starts it, but with a transport and a log of ours. It has no public way to be given them: its
 * steps are called by name. The version is pinned, and every test goes through here.
 */
final class ClientLoop {
    private ClientLoop() {}

    static void run(String handler, LambdaRuntimeApiClient client) throws Throwable {
        LogLevel level = LogLevel.fromString(LambdaEnvironment.LAMBDA_LOG_LEVEL);
        LogFormat format = LogFormat.fromString(LambdaEnvironment.LAMBDA_LOG_FORMAT);
        try (LambdaContextLogger logger = new LambdaContextLogger(new RecordSink(), level, format)) {
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
