// The Runtime API for AWS's runtime interface client, found where the client looks for its compiled addon, and several times cheaper:
// one kept connection, on which a poll does not wait for the answer to the small outcome before it: the two answers come in order, perhaps
// together. The gateway states the length of each answer there; one without is an error.
"use strict";

const net = require("node:net");

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? "").split(":");
const INVOCATION = "/2018-06-01/runtime/invocation/", HOST = `HTTP/1.1\r\nHost: ${host}:${port}\r\n`;
const HEAD_END = "\r\n\r\n", MOST_HEAD = 65_536, MOST_WITHOUT_WAITING = 16_384, NOTHING = Buffer.alloc(0);
/** Ours: nobody waits for the answer, which may come with the next invocation. */
const POLL_FOLLOWS = "Davit-Poll-Follows: true\r\n";
const FIRST_DELAY = 50, LAST_DELAY = 2000;

class Lost extends Error {}

const input = Buffer.allocUnsafeSlow(65_536);
let socket, head, answer;
/** Who waits for answers, in the order in which they come. */
let waiting = [];

function open() {
  const onread = { buffer: input, callback: (size) => received(input.subarray(0, size)) };
  // A parked connection is silent for hours: keep-alive probes find out when its other end is gone.
  const opened = net.connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000, onread });
  let cause = new Lost(`${host}:${port} closed the connection`);
  opened.on("error", (error) => { cause = new Lost(error.message); });
  opened.on("close", () => opened === socket && end(cause));
  return opened;
}

/** No answer will come on this connection any more. */
function end(cause) {
  const disappointed = waiting;
  socket?.destroy();
  socket = head = answer = undefined;
  waiting = [];
  for (const { reject } of disappointed) reject(cause);
}

/** Takes what came in, which the next read overwrites; true, to be given more. */
function received(bytes) {
  try {
    while (bytes.length) bytes = taken(bytes);
  } catch (error) {
    end(error);
  }
  return true;
}

/** Takes what belongs to one answer; what is left. */
function taken(bytes) {
  if (!waiting.length) throw new Error("More came than an answer");
  if (!answer) {
    if (head) bytes = Buffer.concat([head, bytes]);
    const length = bytes.indexOf(HEAD_END);
    if (length < 0) {
      if (bytes.length > MOST_HEAD) throw new Error("An answer's head has no end");
      head = Buffer.from(bytes);
      return NOTHING;
    }
    answer = begun(bytes.toString("latin1", 0, length));
    bytes = bytes.subarray(length + HEAD_END.length);
  }
  const part = bytes.subarray(0, answer.missing);
  if (part.length < bytes.length && waiting.length === 1) throw new Error("More came than an answer");
  answer.missing -= part.length;
  if (answer.missing > 0) answer.parts.push(Buffer.from(part));
  else complete(answer.parts.length ? Buffer.concat([...answer.parts, part]) : part);
  return bytes.subarray(part.length);
}

function begun(text) {
  const [status, ...lines] = text.split("\r\n");
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const missing = Number(headers["content-length"]);
  if (!/^HTTP\/1\.1 \d{3}/.test(status) || !Number.isSafeInteger(missing)) throw new Error(`An answer begins ${JSON.stringify(text.slice(0, 200))}`);
  return { status: Number(status.slice(9, 12)), headers, missing, parts: [] };
}

function complete(body) {
  const { status, headers } = answer, { resolve } = waiting.shift();
  head = answer = undefined;
  // While the handler runs, this connection must not keep the event loop from becoming empty.
  if (!waiting.length) socket.unref();
  resolve({ status, headers, body: body.toString("utf8") });
}

/** Sends a request; its answer, or Lost when there will be none. An answer that nobody waits for keeps no event loop going. */
function exchange(request, awaited = true) {
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    socket ??= open();
    if (awaited) socket.ref();
    socket.write(request);
  });
}

const ignored = () => {};
let posted = Promise.resolve(), pollFollows = false;

/** The next invocation, as the client's addon gives it. A gateway that is away or restarts is asked again, later and later. */
exports.next = async () => {
  if (!pollFollows) await posted;
  for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LAST_DELAY)) {
    const started = performance.now();
    try {
      const { status, headers, body } = await exchange(`GET ${INVOCATION}next ${HOST}\r\n`);
      if (status !== 200) throw new Error(`Failed to get next invocation, status ${status}: ${body}`);
      headers["lambda-runtime-deadline-ms"] = Number(headers["lambda-runtime-deadline-ms"]);
      return { bodyJson: body, headers };
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    }
    await posted;
    if (performance.now() - started > LAST_DELAY) delay = FIRST_DELAY;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
};

/**
 * Posts an invocation's outcome; its text is with the kernel, unless it is large, when this returns. A connection that was closed
 * meanwhile is replaced once. Whatever is answered, the next invocation is asked for: the gateway knows what became of this one.
 */
exports.post = (path, body, header = "") => {
  const length = Buffer.byteLength(body);
  pollFollows = length <= MOST_WITHOUT_WAITING;
  const request = `POST ${INVOCATION}${path} ${HOST}Content-Type: application/json\r\n${header}${pollFollows ? POLL_FOLLOWS : ""}Content-Length: ${length}\r\n\r\n${body}`;
  posted = exchange(request, !pollFollows).catch((error) => error instanceof Lost && exchange(request)).then(ignored, ignored);
};
