package dev.davit.e2e;

import dev.davit.testkit.davit.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * Callers in the cluster that ask one load balancer all the time, each request after the answer to the one before: some keep
 * their connection, one makes a new one each time. Every answer is counted, and every failure told with its time.
 */
final class RequestLoad {

    private static final String POD = "load";

    private static final String LOAD = """
            import collections, http.client, os, threading, time
            host, stop = "HOST", "/tmp/stop"
            lock, answers, failures, total = threading.Lock(), collections.Counter(), [], 0
            def answers_at_all():
                try:
                    c = http.client.HTTPConnection(host, 80, timeout=5)
                    c.request("GET", "/")
                    return c.getresponse().status == 200
                except Exception:
                    return False
            while not answers_at_all(): time.sleep(0.2)
            begin = time.monotonic()
            def call(keep):
                global total
                c = None
                while not os.path.exists(stop):
                    try:
                        c = c or http.client.HTTPConnection(host, 80, timeout=30)
                        c.request("GET", "/")
                        r = c.getresponse()
                        answer = str(r.status) + " " + r.read().decode()[:60]
                    except Exception as e:
                        c, answer = None, repr(e)
                    if not keep and c:
                        c.close()
                        c = None
                    with lock:
                        answers[answer] += 1
                        total += 1
                        if not answer.startswith("200 ") and len(failures) < 50:
                            failures.append("failed %.1f %s" % (time.monotonic() - begin, answer))
                    time.sleep(PAUSE)
            threads = [threading.Thread(target=call, args=(i > 0,)) for i in range(4)]
            [t.start() for t in threads]
            while any(t.is_alive() for t in threads):
                time.sleep(0.5)
                with lock: print("at %.1f total %d versions %s" % (time.monotonic() - begin, total, sorted(answers)), flush=True)
            for failure in failures: print(failure)
            for answer, n in sorted(answers.items()): print("answer", n, answer)
            print("done", flush=True)
            time.sleep(900)
            """;

    private final Account account;

    private RequestLoad(Account account) {
        this.account = account;
    }

    /** Begins with the first answer that there is; each caller waits so long between an answer and its next request. */
    static RequestLoad on(Account account, String host, Duration pause) {
        account.apply(PodCommands.pod(
                POD, "", "", LOAD.replace("HOST", host).replace("PAUSE", Double.toString(pause.toMillis() / 1000.0))));
        RequestLoad load = new RequestLoad(account);
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> load.total() > 20);
        return load;
    }

    /** How many requests were answered, or failed, until a moment ago. */
    int total() {
        return log().lines()
                .filter(line -> line.startsWith("at "))
                .reduce((before, line) -> line)
                .map(line -> Integer.parseInt(line.replaceFirst(".* total ([0-9]+) .*", "$1")))
                .orElse(0);
    }

    /** Stops the callers; returns how often there was which answer. */
    Map<String, Integer> end() {
        PodCommands.run(account.client(), account.namespace(), POD, List.of("python3", "-c", "open('/tmp/stop', 'w')"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> log().contains("done"));
        log().lines().filter(line -> line.startsWith("failed ")).forEach(System.out::println);
        Map<String, Integer> answers = new TreeMap<>();
        log().lines().filter(line -> line.startsWith("answer ")).forEach(line -> {
            String[] words = line.split(" ", 3);
            answers.put(words[2], Integer.valueOf(words[1]));
        });
        return answers;
    }

    private String log() {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(POD)
                .getLog();
    }
}
