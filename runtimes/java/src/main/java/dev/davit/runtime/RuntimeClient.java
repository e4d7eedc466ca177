package dev.davit.runtime;

import com.amazonaws.lambda.thirdparty.com.google.gson.JsonObject;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.DtoSerializers;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaError;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClientImpl;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * AWS's runtime interface client, with what AWS writes into a function's log by itself around each invocation. Its transport is
 * native; what it cannot send, the tail of an invocation's log, goes on a connection of its own. An invocation that printed
 * nothing, succeeded and was not its environment's first leaves no line, unless DAVIT_LOG_EVERY_INVOCATION=true asks for them:
 * three lines for each call of a busy function would cost the node more than the calls.
 */
final class RuntimeClient extends LambdaRuntimeApiClientImpl {
    /** The native client shows only headers that it knows: the wish for the tail is a field of the trace's, and taken out of it. */
    static final String TAIL_WISH = "Davit-Log-Type=Tail";

    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final String INVOCATIONS = "/2018-06-01/runtime/invocation/";

    private final Gateway gateway;
    private final PeakMemory peak = new PeakMemory();
    private Lines lines;
    private boolean every;
    private long startedNanos;
    private long initNanos = -1;
    private boolean initialised;
    private String running;
    private Ended ended;

    /** An invocation that is over for the function, and what is still to do for it before the next one. */
    private record Ended(String lines, boolean telling, Answer answer) {}

    /** An answer that waits for the rest of the log, which goes with it. */
    private record Answer(String path, Map<String, String> headers, byte[] body) {}

    private RuntimeClient(Gateway gateway) {
        super(gateway.address());
        this.gateway = gateway;
    }

    static RuntimeClient create(Gateway gateway) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String folder = System.getProperty("davit.native", "/var/runtime/native");
        // Or else the client unpacks its library into /tmp.
        System.setProperty(NATIVE, folder + "/libaws-lambda-jni.linux-" + architecture + ".so");
        return new RuntimeClient(gateway);
    }

    /** The function is known: its initialisation starts. */
    void begin(Map<String, String> variables) {
        resume(variables, System.nanoTime());
        WatchedStream.platform(lines.initStart());
    }

    /** Its initialisation started in another process. */
    void resume(Map<String, String> variables, long startedNanos) {
        this.lines = new Lines(variables);
        this.every = "true".equals(variables.get("DAVIT_LOG_EVERY_INVOCATION"));
        this.startedNanos = startedNanos;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** Runs AWS's client to its end. */
    void serve(String handler) throws Throwable {
        try {
            ClientLoop.run(handler, this);
        } finally {
            finish();
        }
    }

    void failed(InitFailure failure) throws IOException {
        initReport(failure.type());
        JsonObject body = new JsonObject();
        body.addProperty("errorType", failure.type());
        body.addProperty("errorMessage", failure.getMessage());
        gateway.post(
                "/2018-06-01/runtime/init/error",
                Map.of("Content-Type", "application/json", "Lambda-Runtime-Function-Error-Type", failure.type()),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void reportInitError(LambdaError error) throws IOException {
        initReport(error.errorRequest.errorType);
        super.reportInitError(error);
    }

    private void initReport(String errorType) {
        WatchedStream.platform(lines.initReport(System.nanoTime() - startedNanos, errorType));
    }

    @Override
    public InvocationRequest nextInvocation() {
        finish();
        if (!initialised) {
            initialised = true;
            initNanos = System.nanoTime() - startedNanos;
        }
        InvocationRequest request = super.nextInvocation();
        startedNanos = System.nanoTime();
        running = request.getId();
        String trace = request.getXrayTraceId();
        boolean wanted = trace != null && trace.endsWith(TAIL_WISH);
        if (wanted) {
            String rest =
                    trace.substring(0, trace.length() - TAIL_WISH.length()).replaceFirst(";$", "");
            request.setXrayTraceId(rest.isEmpty() ? null : rest);
        }
        WatchedStream.TAIL.start(wanted);
        WatchedStream.open(lines.start(running));
        if (wanted || every) {
            WatchedStream.say();
        }
        return request;
    }

    @Override
    public void reportInvocationSuccess(String requestId, byte[] response) {
        if (WatchedStream.TAIL.isWanted()) {
            end(false, new Answer("/response", Map.of("Content-Type", "application/json"), response));
            finish();
            return;
        }
        super.reportInvocationSuccess(requestId, response);
        end(false, null);
    }

    @Override
    public void reportInvocationError(String requestId, LambdaError error) throws IOException {
        if (WatchedStream.TAIL.isWanted()) {
            // The client logs the error only afterwards: the answer waits for that.
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    "application/json",
                    "Lambda-Runtime-Function-Error-Type",
                    error.errorType.getRapidError());
            end(true, new Answer("/error", headers, DtoSerializers.serialize(error.errorRequest)));
            return;
        }
        super.reportInvocationError(requestId, error);
        end(true, null);
    }

    /** The time is up to here; the lines come last, when whoever waits for the answer has it. */
    private void end(boolean failed, Answer answer) {
        long nanos = System.nanoTime() - startedNanos;
        boolean telling = failed || initNanos >= 0;
        ended = new Ended(lines.report(running, nanos, initNanos, peak.megabytes(), failed), telling, answer);
        initNanos = -1;
    }

    private void finish() {
        if (ended == null) {
            return;
        }
        if (ended.telling) {
            WatchedStream.say();
        }
        if (!WatchedStream.closeSilently()) {
            WatchedStream.platform(ended.lines);
        }
        Answer answer = ended.answer;
        ended = null;
        if (answer != null) {
            Map<String, String> headers = new HashMap<>(answer.headers);
            headers.put("Davit-Log-Tail", Base64.getEncoder().encodeToString(WatchedStream.TAIL.take()));
            try {
                gateway.post(INVOCATIONS + running + answer.path, headers, answer.body);
            } catch (IOException e) {
                throw new UncheckedIOException("The answer to " + running + " cannot be posted", e);
            }
        }
    }
}
