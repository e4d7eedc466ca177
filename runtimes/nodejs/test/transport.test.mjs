// What the runtime interface client gets in place of its compiled addon, byte by byte; run inside the image by runtimes/test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import net from "node:net";
import { after, afterEach, test } from "node:test";

const TRANSPORT = process.env.DAVIT_TRANSPORT ?? "/var/runtime/node_modules/aws-lambda-ric/dist/rapid-client.node";
const HEAD = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nlambda-runtime-deadline-ms: 1234\r\n";

const listener = net.createServer();
await once(listener.listen(0, "127.0.0.1"), "listening");
const { port } = listener.address();
process.env.AWS_LAMBDA_RUNTIME_API = `127.0.0.1:${port}`;
const transport = createRequire(import.meta.url)(TRANSPORT);

let peer;

/** A connection of the transport's, with what came over it so far. */
async function connected() {
  const [socket] = await once(listener, "connection");
  peer = { socket, text: "" };
  socket.setNoDelay(true).on("data", (bytes) => { peer.text += bytes; }).on("error", () => {});
  return peer;
}

async function came(end) {
  while (!peer.text.endsWith(end)) await once(peer.socket, "data");
  const { text } = peer;
  peer.text = "";
  return text;
}

async function asked() {
  assert.match(await came("\r\n\r\n"), /^GET \/2018-06-01\/runtime\/invocation\/next HTTP\/1\.1\r\n/);
}

/** Ends the connection, so that each test has one of its own; the next request finds it closed. */
async function hangUp() {
  peer.socket.destroy();
  if (!peer.socket.closed) await once(peer.socket, "close");
}

afterEach(hangUp);
after(() => listener.close());

const answer = (body, head = HEAD) => `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test("gives an answer that comes in one piece, and says to whom it speaks", async () => {
  const next = transport.next();
  await connected();
  assert.match(await came("\r\n\r\n"), new RegExp(`\\r\\nHost: 127\\.0\\.0\\.1:${port}\\r\\n`));
  peer.socket.write(answer('{"a":1}'));
  assert.deepEqual(await next, {
    bodyJson: '{"a":1}',
    headers: { "lambda-runtime-aws-request-id": "1", "lambda-runtime-deadline-ms": 1234, "content-length": "7" },
  });
});

test("gives an answer that comes byte by byte, characters of several bytes included", async () => {
  const next = transport.next();
  await connected();
  await asked();
  for (const byte of Buffer.from(answer('"häuser 🏠"'))) {
    peer.socket.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
  assert.equal((await next).bodyJson, '"häuser 🏠"');
});

test("gives an event as large as there can be, and posts an answer as large", async () => {
  const large = JSON.stringify("ü".repeat(3_000_000));
  const next = transport.next();
  await connected();
  await asked();
  peer.socket.write(answer(large));
  assert.equal((await next).bodyJson, large);
  transport.post("1/response", large);
  const text = await came('"');
  assert.match(text, /^POST \/2018-06-01\/runtime\/invocation\/1\/response HTTP\/1\.1\r\n/);
  assert.equal(text.slice(text.indexOf("\r\n\r\n") + 4), large);
  peer.socket.write(answer("{}"));
});

test("asks for the next invocation when a large outcome is answered, whatever the answer", async () => {
  const large = JSON.stringify("x".repeat(20_000));
  for (const status of ["202 Accepted", "413 Too Large", "500 Error"]) {
    const next = transport.next();
    if (!peer || peer.socket.closed) await connected();
    await asked();
    peer.socket.write(answer("{}"));
    await next;
    transport.post("1/error", large, "Davit-Log-Tail: dGFpbA==\r\n");
    const another = transport.next();
    const text = await came('x"');
    assert.match(text, /^POST .*\/1\/error HTTP.*\r\nDavit-Log-Tail: dGFpbA==\r\n/s);
    assert.doesNotMatch(text, /Davit-Poll-Follows/);
    await new Promise(setImmediate);
    assert.equal(peer.text, "");
    peer.socket.write(answer("{}", `HTTP/1.1 ${status}\r\n`));
    await asked();
    peer.socket.write(answer("{}"));
    await another;
  }
});

/** An invocation whose handler runs. */
async function invoked() {
  const next = transport.next();
  if (!peer || peer.socket.closed) await connected();
  await asked();
  peer.socket.write(answer("{}"));
  await next;
}

test("sends a small outcome at once and the next poll behind it, and takes both answers from one piece or from several", async () => {
  await invoked();
  const accepted = answer("OK", "HTTP/1.1 202 Accepted\r\n");
  for (const cut of [0, 10, accepted.length - 1, accepted.length, accepted.length + 10]) {
    transport.post("1/response", "[1]");
    assert.match(await came("[1]"), /^POST .*\/1\/response HTTP.*\r\nDavit-Poll-Follows: true\r\nContent-Length: 3\r\n\r\n\[1\]$/s);
    const another = transport.next();
    await asked();
    const both = accepted + answer('"next"');
    peer.socket.write(both.slice(0, cut));
    await new Promise((resolve) => setTimeout(resolve, 5));
    peer.socket.write(both.slice(cut));
    assert.equal((await another).bodyJson, '"next"');
  }
});

test("posts again, once, and then asks again, when a connection is lost with both under way", async () => {
  await invoked();
  transport.post("1/response", '"both"');
  await came('"both"');
  const another = transport.next();
  await asked();
  await hangUp();
  await connected();
  assert.match(await came('"both"'), /^POST /);
  await hangUp();
  await connected();
  await asked();
  peer.socket.write(answer('"again"'));
  assert.equal((await another).bodyJson, '"again"');
});

test("keeps no process for an answer that it does not wait for", async () => {
  const child = spawn(process.execPath, ["-e", `const transport = require(${JSON.stringify(TRANSPORT)});
    transport.next().then(() => transport.post("1/response", '"last"'));`]);
  await connected();
  await asked();
  peer.socket.write(answer("{}"));
  assert.match(await came('"last"'), /^POST .*\r\n\r\n"last"$/s);
  assert.deepEqual(await once(child, "exit"), [0, null]);
});

test("posts again, once, when the connection was closed while the handler ran", async () => {
  const next = transport.next();
  await connected();
  await asked();
  peer.socket.write(answer("{}"));
  await next;
  peer.socket.pause();
  transport.post("1/response", '"late"');
  peer.socket.destroy();
  await connected();
  assert.match(await came('"late"'), /^POST /);
  await hangUp();
  const another = transport.next();
  await connected();
  await asked();
  peer.socket.write(answer("{}"));
  await another;
});

test("asks again when the gateway went away before or within an answer", async () => {
  const next = transport.next();
  await connected();
  await asked();
  await hangUp();
  await connected();
  await asked();
  peer.socket.write(answer("{}").slice(0, -1));
  await hangUp();
  await connected();
  await asked();
  peer.socket.write(answer('"at last"'));
  assert.equal((await next).bodyJson, '"at last"');
});

test("fails when it is refused, and when the answer is none", async () => {
  const cases = [
    [answer("no", "HTTP/1.1 403 Forbidden\r\n"), /^Failed to get next invocation, status 403: no$/],
    ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", /^An answer begins "HTTP\/1\.1 200 OK/],
    [answer("{}") + "more", /^More came than an answer$/],
    ["x".repeat(70_000), /^An answer's head has no end$/],
  ];
  for (const [text, message] of cases) {
    const next = transport.next();
    await connected();
    await asked();
    peer.socket.write(text);
    await assert.rejects(next, { message });
    await hangUp();
  }
});
