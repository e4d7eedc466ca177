package dev.davit.gateway.http.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.Condition;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.RuleEntry;
import dev.davit.gateway.testbed.PlainHttp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What clients of a load balancer get, and what its targets are told. */
class EntryHttpTest extends EntryFixture {

    @Test
    void aRequestReachesAPodWithWhatAwsAdds() {
        Pod pod =
                Pod.saying("HTTP/1.1 201 Made\r\nContent-Length: 2\r\nX-A: b\r\nKeep-Alive: 5\r\nConnection: X-Hop\r\n"
                        + "X-Hop: 1\r\nSet-Cookie: a=1\r\n\r\nhi");
        serve(to(pod));
        PlainHttp.Answer answer = send(
                "PUT",
                "/a%2Fb/../c?x=%20",
                Map.of(
                        "Host", "shop.example",
                        "X-Forwarded-For", "198.51.100.7",
                        "X-Forwarded-Proto", "https",
                        "Connection", "X-Mine",
                        "X-Mine", "1",
                        "TE", "trailers"),
                "body");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.header("X-A")).isEqualTo("b");
        assertThat(answer.header("Set-Cookie")).isEqualTo("a=1");
        assertThat(answer.headers()).doesNotContainKeys("keep-alive", "x-hop");
        String head = pod.heads.getFirst();
        assertThat(head)
                .startsWith("PUT /a%2Fb/../c?x=%20 HTTP/1.1\n")
                .containsIgnoringCase("Host: shop.example\n")
                .containsIgnoringCase("X-Forwarded-For: 198.51.100.7, 127.0.0.1\n")
                .containsIgnoringCase("X-Forwarded-Proto: http\n")
                .containsIgnoringCase("X-Forwarded-Port: 80\n")
                .containsPattern("(?i)X-Amzn-Trace-Id: Root=1-[0-9a-f]{8}-[0-9a-f]{24}\n")
                .doesNotContainIgnoringCase("X-Mine")
                .doesNotContainIgnoringCase("TE: ")
                .endsWith("body");
    }

    @Test
    void attributesSayWhatBecomesOfTheClientsAddress() {
        Pod pod = Pod.saying(Pod.ok(""));
        serve(to(pod));
        feed.put(new LoadBalancerEntry(
                new ElbKey(NAMESPACE, lb), Duration.ofSeconds(60), LoadBalancerEntry.Forwarded.REMOVE, false, true));
        await().untilAsserted(() -> {
            send("GET", "/", Map.of("X-Forwarded-For", "198.51.100.7"), null);
            assertThat(pod.heads.getLast()).doesNotContainIgnoringCase("X-Forwarded-For");
        });
        feed.remove(LoadBalancerEntry.of(new ElbKey(NAMESPACE, lb)));
    }

    @Test
    void aTraceIsCarriedOn() {
        Pod pod = Pod.saying(Pod.ok(""));
        serve(to(pod));
        String root = "Root=1-67891233-abcdef012345678912345678";
        send("GET", "/", Map.of("X-Amzn-Trace-Id", root), null);
        assertThat(pod.heads.getFirst())
                .containsPattern("(?i)X-Amzn-Trace-Id: Self=1-[0-9a-f]{8}-[0-9a-f]{24};" + root + "\n");
    }

    @Test
    void whatTheClientSaysOfItselfInATraceIsReplaced() {
        Pod pod = Pod.saying(Pod.ok(""));
        serve(to(pod));
        String root = "Root=1-67891233-abcdef012345678912345678";
        send("GET", "/", Map.of("X-Amzn-Trace-Id", "Self=1-1-1;" + root), null);
        assertThat(pod.heads.getFirst())
                .containsPattern("(?i)X-Amzn-Trace-Id: Self=1-[0-9a-f]{8}-[0-9a-f]{24};" + root + "\n");
    }

    @Test
    void rulesAnswerAndRedirect() {
        serve(new Action.Fixed(404, "application/json", "{}"));
        feed.put(new RuleEntry(
                new ElbKey(NAMESPACE, lb),
                lb,
                1,
                List.of(new Condition.Path(List.of("/old/*"))),
                new Action.Redirect(true, "HTTPS", null, "443", "/new/#{path}", null)));
        PlainHttp.Answer answer = get("/x");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        PlainHttp.Answer redirect = send("GET", "/old/a?b=1", Map.of("Host", "shop.example:8080"), null);
        assertThat(redirect.status()).isEqualTo(301);
        assertThat(redirect.header("Location")).isEqualTo("https://shop.example:443/new/old/a?b=1");
    }

    @Test
    void countsEachRequestThatGetsATargetOnce() {
        Pod pod = Pod.saying(Pod.ok("here"));
        serve(to(pod));
        targets(freePort(), pod.port()); // the first of them accepts nothing
        ElbKey group = new ElbKey(NAMESPACE, lb);
        await().until(() -> get("/").status() == 200);
        int before = testbed.balanced.get(group);
        for (int i = 0; i < 5; i++) {
            assertThat(get("/").status()).isEqualTo(200);
        }
        assertThat(testbed.balanced.get(group)).isEqualTo(before + 5);
        targets();
        await().until(() -> get("/").status() == 503);
        int after = testbed.balanced.get(group);
        get("/");
        assertThat(testbed.balanced.get(group)).isEqualTo(after);
    }

    @Test
    void withoutATargetItIs503() {
        serve(to());
        PlainHttp.Answer answer = get("/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("503 Service Temporarily Unavailable");
        assertThat(answer.header("Server")).isEqualTo("awselb/2.0");
    }

    @Test
    void aTargetThatDoesNotAcceptIsSkippedL1() {
        Pod pod = Pod.saying(Pod.ok("here"));
        Pod gone = Pod.saying("");
        serve(to(pod, gone));
        gone.close();
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", "/", Map.of(), "once").text()).isEqualTo("here");
        }
        assertThat(pod.heads).hasSize(10).allSatisfy(head -> assertThat(head).endsWith("once"));
    }

    @Test
    void whenNoTargetAcceptsItIs502() {
        Pod gone = Pod.saying("");
        serve(to(gone));
        gone.close();
        assertThat(get("/").status()).isEqualTo(502);
    }

    @Test
    void whatReachedATargetIsNotSentAgainL1() {
        Pod breaking = Pod.of((head, socket) -> false);
        serve(to(breaking));
        assertThat(send("POST", "/", Map.of(), "x").status()).isEqualTo(502);
        assertThat(breaking.heads).hasSize(1);
    }

    @Test
    void aKeptConnectionThatWasClosedIsReplacedForSafeRequestsL1() {
        AtomicInteger calls = new AtomicInteger();
        Pod pod = Pod.of((head, socket) -> {
            if (calls.incrementAndGet() % 2 == 0) {
                return false; // a server that closes a kept connection just as the next request comes
            }
            Pod.write(socket, Pod.ok("kept"));
            return true;
        });
        serve(to(pod));
        try (PlainHttp http = PlainHttp.to(port)) {
            for (int i = 0; i < 5; i++) {
                assertThat(http.send("GET", "/", Map.of(), null).text()).isEqualTo("kept");
            }
        }
    }

    @Test
    void anAnswerThatIsNoneIs502() {
        Pod pod = Pod.of((head, socket) -> {
            Pod.write(socket, "what?\r\n\r\n");
            return false;
        });
        serve(to(pod));
        assertThat(send("POST", "/", Map.of(), "x").status()).isEqualTo(502);
    }

    @Test
    void aSilentTargetIs504() {
        Pod silent = Pod.of((head, socket) -> true);
        Action.Forward forward = to(silent);
        feed.put(new LoadBalancerEntry(
                new ElbKey(NAMESPACE, lb), Duration.ofSeconds(1), LoadBalancerEntry.Forwarded.APPEND, false, false));
        serve(forward);
        assertThat(get("/").status()).isEqualTo(504);
    }

    @Test
    void anAnswerThatBreaksOffBreaksTheClientsL3() {
        Pod pod = Pod.of((head, socket) -> {
            Pod.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
            return false;
        });
        serve(to(pod));
        PlainHttp http = connect();
        http.write(PlainHttp.request("GET", "/", Map.of(), null));
        assertThat(http.head().status()).isEqualTo(200);
        assertThat(new String(http.chunk())).isEqualTo("half");
        assertThat(http.isClosed()).isTrue();
    }

    @Test
    void anAnswerComesPieceByPieceL2() {
        CountDownLatch read = new CountDownLatch(1);
        Pod pod = Pod.of((head, socket) -> {
            Pod.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
            try {
                read.await();
            } catch (InterruptedException e) {
                return false;
            }
            Pod.write(socket, "3\r\ntwo\r\n0\r\n\r\n");
            return true;
        });
        serve(to(pod));
        PlainHttp http = connect();
        http.write(PlainHttp.request("GET", "/", Map.of(), null));
        assertThat(http.head().status()).isEqualTo(200);
        assertThat(new String(http.chunk())).isEqualTo("one");
        read.countDown();
        assertThat(new String(http.chunk())).isEqualTo("two");
        assertThat(http.chunk()).isEmpty();
    }

    @Test
    void aTargetThatLeavesFinishesWhatItHasAndGetsNothingMore() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Pod leaving = Pod.of((head, socket) -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                return false;
            }
            Pod.write(socket, Pod.ok("finished"));
            return true;
        });
        Pod staying = Pod.saying(Pod.ok("next"));
        closing.add(leaving);
        closing.add(staying);
        serve(to(leaving));
        CompletableFuture<PlainHttp.Answer> first = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> first.complete(get("/")));
        await().until(() -> leaving.heads.size() == 1);
        targets(staying.port());
        for (int i = 0; i < 20; i++) {
            assertThat(get("/").text()).isEqualTo("next");
        }
        go.countDown();
        assertThat(first.get().text()).isEqualTo("finished");
        assertThat(leaving.heads).hasSize(1);
    }

    @Test
    void aHeadRequestHasTheLengthAndNoBody() {
        Pod pod = Pod.saying("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
        serve(to(pod));
        PlainHttp http = connect();
        for (int i = 0; i < 2; i++) {
            http.write(PlainHttp.request("HEAD", "/", Map.of(), null));
            assertThat(http.head().header("Content-Length")).isEqualTo("99");
        }
    }

    @Test
    void aWebSocketIsATunnel() {
        Pod pod = Pod.of((head, socket) -> {
            Pod.write(
                    socket,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: yes\r\n\r\n");
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                socket.getOutputStream().write(Character.toUpperCase(c));
                socket.getOutputStream().flush();
            }
            return false;
        });
        serve(to(pod));
        PlainHttp http = connect();
        http.write(PlainHttp.request(
                "GET", "/", Map.of("Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Key", "k"), null));
        PlainHttp.Answer head = http.head();
        assertThat(head.status()).isEqualTo(101);
        assertThat(head.header("Sec-WebSocket-Accept")).isEqualTo("yes");
        http.write("3\r\nabc\r\n".getBytes());
        assertThat(new String(http.chunk())).isEqualTo("ABC");
    }

    @Test
    void aListenerThatGoesClosesItsPort() {
        serve(new Action.Fixed(200, null, "ok"));
        feed.remove(listener(new Action.Fixed(200, null, "ok")));
        await().until(() -> !accepts());
    }
}
