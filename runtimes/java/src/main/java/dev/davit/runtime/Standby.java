package dev.davit.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;

/** Waits for a function and becomes it. */
public final class Standby {
    private final Gateway gateway;
    private final Path taskRoot;
    private final Path optRoot;

    Standby(Gateway gateway, Path taskRoot, Path optRoot) {
        this.gateway = gateway;
        this.taskRoot = taskRoot;
        this.optRoot = optRoot;
    }

    /** Takes at most one argument: when the initialisation began, by the clock of {@link System#nanoTime}, in another process. */
    public static void main(String[] arguments) throws Throwable {
        String address = System.getenv("AWS_LAMBDA_RUNTIME_API");
        Path task = Path.of(System.getProperty("user.dir"));
        Path opt = Path.of(System.getProperty("davit.opt", "/opt"));
        new Standby(new Gateway(address), task, opt).run(arguments);
    }

    private void run(String[] arguments) throws Throwable {
        WatchedStream.install();
        RuntimeClient client = RuntimeClient.create(gateway);
        if (System.getenv("_HANDLER") == null) {
            NativeProcess.prepare();
            Claim claim = gateway.park();
            client.begin(claim.environment());
            try {
                become(claim, client.startedNanos());
            } catch (Exception | LinkageError | OutOfMemoryError e) {
                client.failed(InitFailure.of(e));
                System.exit(1);
            }
        } else if (arguments.length > 0) {
            client.resume(System.getenv(), Long.parseLong(arguments[0]));
        } else {
            client.begin(System.getenv());
        }
        client.serve(System.getenv("_HANDLER"));
    }

    private void become(Claim claim, long startedNanos) throws Exception {
        new Code(gateway, taskRoot, optRoot).place(claim);
        Map<String, String> given = claim.environment();
        Variables.set(given, claim.handler());
        if (Relaunch.needed(given)) {
            Relaunch.now(System.getenv(), startedNanos);
        }
        if (given.containsKey("TZ")) {
            TimeZone.setDefault(TimeZone.getTimeZone(given.get("TZ").replaceFirst("^:", "")));
        }
    }
}
