package dev.davit.gateway.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that no server should take, after RFC 9112 and the ways in which servers have been led astray. */
final class MalformedHttp {

    private static final String CRLF = "\r\n";

    private MalformedHttp() {}

    /** All of them for that port, by what is wrong with them. */
    static Map<String, String> of(SmugglingTest.Port port) {
        Map<String, String> all = new LinkedHashMap<>();
        lengths(port, all);
        codings(port, all);
        chunks(port, all);
        lines(port, all);
        fields(port, all);
        targets(port, all);
        protocols(port, all);
        return all;
    }

    private static void lengths(SmugglingTest.Port port, Map<String, String> all) {
        String head = port.head();
        String smuggled = port.smuggled();
        all.put(
                "length, then chunked",
                head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled);
        all.put(
                "chunked, then length",
                head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled);
        all.put("two lengths", head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} " + smuggled);
        all.put("the same length twice", head + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + smuggled);
        all.put("two lengths in one", head + "Content-Length: 2, 2\r\n\r\n{}" + smuggled);
        for (String length : new String[] {
            "-1", "+2", "0x2", "2 2", "1e1", "2;", "99999999999999999999", "9223372036854775808", "\u00b2", ""
        }) {
            all.put("length [" + length + "]", head + "Content-Length: " + length + "\r\n\r\n{}" + smuggled);
        }
    }

    private static void codings(SmugglingTest.Port port, Map<String, String> all) {
        String body = CRLF + "0\r\n\r\n" + port.smuggled();
        for (String coding : new String[] {
            "xchunked",
            "identity",
            "gzip, chunked",
            "chunked, identity",
            "chunked, chunked",
            "\u000bchunked",
            "\"chunked\"",
            "chunked;x",
            "",
            "chunked\r\nTransfer-Encoding: identity",
            "identity\r\nTransfer-Encoding: chunked",
            "chunked\r\nTransfer-Encoding: chunked"
        }) {
            all.put(
                    "coding [" + coding.replaceAll("\\p{Cntrl}+", "~") + "]",
                    port.head() + "Transfer-Encoding: " + coding + CRLF + body);
        }
        all.put("coding, space before the colon", port.head() + "Transfer-Encoding : chunked\r\n" + body);
        all.put("coding, tab before the colon", port.head() + "Transfer-Encoding\t: chunked\r\n" + body);
        all.put("coding behind a bare CR", port.head() + "X: y\rTransfer-Encoding: chunked\r\n" + body);
        all.put(
                "coding in HTTP/1.0",
                port.head().replace("HTTP/1.1", "HTTP/1.0") + "Transfer-Encoding: chunked\r\n" + body);
    }

    private static void chunks(SmugglingTest.Port port, Map<String, String> all) {
        String head = port.head() + "Transfer-Encoding: chunked\r\n\r\n";
        String smuggled = port.smuggled();
        for (String size :
                new String[] {"ZZ", "-2", "+2", "0x2", "10000000000000000", "ffffffffffffffff", "80000000", ""}) {
            all.put("chunk size [" + size + "]", head + size + "\r\n{}\r\n0\r\n\r\n" + smuggled);
        }
        all.put("a chunk that is longer than it says", head + "1\r\n{}\r\n0\r\n\r\n" + smuggled);
        all.put("a chunk size that ends with LF", head + "2\n{}\r\n0\r\n\r\n" + smuggled);
        all.put("a chunk extension with a bare LF", head + "2;x\ny\r\n{}\r\n0\r\n\r\n" + smuggled);
        all.put("a chunk that ends with LF", head + "2\r\n{}\n0\r\n\r\n" + smuggled);
        all.put("a chunk size line that never ends", head + "2;" + "x".repeat(70_000));
        all.put("a trailer that never ends", head + "2\r\n{}\r\n0\r\nX: " + "y".repeat(40_000));
    }

    private static void lines(SmugglingTest.Port port, Map<String, String> all) {
        all.put("garbage", "GARBAGE\r\n\r\n" + port.smuggled());
        all.put("a method alone", "POST\r\n\r\n" + port.smuggled());
        all.put(
                "lines that end with LF",
                port.head().replace(CRLF, "\n") + "Content-Length: 2\n\n{}" + port.smuggled());
        all.put("one field that ends with LF", port.head() + "X: y\nContent-Length: 2\r\n\r\n{}" + port.smuggled());
        all.put("a line of 20,000", "POST /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        all.put("a line that never ends", "POST /" + "a".repeat(20_000));
        all.put("a method with a control letter", "PO\u0001ST" + port.head().substring(4) + CRLF + port.smuggled());
        all.put("a target with a control letter", port.head().replace(" HTTP", "\u0001 HTTP") + CRLF + port.smuggled());
        all.put(
                "a target with a letter over 127",
                port.head().replace(" HTTP", "\u00e9 HTTP") + CRLF + port.smuggled());
        all.put("a target with a space", port.head().replace(" HTTP", " x HTTP") + CRLF + port.smuggled());
    }

    private static void fields(SmugglingTest.Port port, Map<String, String> all) {
        String rest = "Content-Length: 2\r\n\r\n{}" + port.smuggled();
        all.put("a field of 40,000", port.head() + "X: " + "y".repeat(40_000) + CRLF + rest);
        all.put("fields of 40,000", port.head() + "X: y\r\n".repeat(10_000) + rest);
        all.put("a name with a space", port.head() + "Bad Header: x\r\n" + rest);
        all.put("no name", port.head() + ": x\r\n" + rest);
        all.put("no colon", port.head() + "Header\r\n" + rest);
        for (int letter : new int[] {0, 1, 7, 8, 11, 12, 27, 127}) {
            all.put("a value with " + letter, port.head() + "X: a" + (char) letter + "b\r\n" + rest);
            all.put("a name with " + letter, port.head() + "X" + (char) letter + "Y: b\r\n" + rest);
        }
        all.put("a value with a bare CR", port.head() + "X: a\rb\r\n" + rest);
        all.put("the first field folded", port.line() + " X: y\r\nHost: " + port.host() + CRLF + port.caller() + rest);
        all.put("a field folded", port.head() + "X: a\r\n b\r\n" + rest);
        all.put("a length that is folded", port.head() + "X: a\r\n Content-Length: 2\r\n" + rest);
        all.put("a coding that is folded", port.head() + "Transfer-Encoding:\r\n chunked\r\n" + rest);
        all.put("no host", port.line() + port.caller() + rest);
        all.put("two hosts", port.head() + "Host: other\r\n" + rest);
        all.put("the same host twice", port.head() + "Host: " + port.host() + CRLF + rest);
        all.put("a host that is none", port.line() + "Host: a b\r\n" + port.caller() + rest);
    }

    private static void targets(SmugglingTest.Port port, Map<String, String> all) {
        String path = port.line().split(" ")[1];
        String rest = " HTTP/1.1\r\nHost: " + port.host() + CRLF + port.caller() + "Content-Length: 2\r\n\r\n{}";
        for (String target :
                new String[] {"http://other" + path, "http://" + port.host() + path, "*", path.substring(1), "\\" + path
                }) {
            all.put("target " + target, "POST " + target + rest + port.smuggled());
        }
        all.put(
                "CONNECT",
                "CONNECT other:443 HTTP/1.1\r\nHost: " + port.host() + CRLF + port.caller() + CRLF + port.smuggled());
    }

    private static void protocols(SmugglingTest.Port port, Map<String, String> all) {
        String path = port.line().split(" ")[1];
        all.put("HTTP/0.9", "GET " + path + CRLF + port.smuggled());
        for (String version :
                new String[] {"HTTP/1.2", "HTTP/2.0", "HTTP/3", "http/1.1", "HTTP/1.1x", "HTTP /1.1", "FTP/1.1"}) {
            all.put(version, port.head().replace("HTTP/1.1", version) + CRLF + port.smuggled());
        }
        all.put("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0" + port.smuggled());
        all.put("TLS", "\u0016\3\1\2\0\1\0\1\374\3\3" + "x".repeat(500) + "\r\n\r\n");
    }
}
