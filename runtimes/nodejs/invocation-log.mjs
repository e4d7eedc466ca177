// What AWS writes into a function's log by itself: INIT_START, START, END and REPORT; and the tail of one invocation's output.
// The runtime interface client stays as it is: what it takes for its native part is made here, on our transport.
// An invocation that printed nothing, succeeded and was not its environment's first leaves no line: three lines for each call of a
// busy function would cost the node more than the calls. DAVIT_LOG_EVERY_INVOCATION=true in the function's variables asks for them.

import { subscribe, unsubscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import { createRequire } from "node:module";

const TAIL_SIZE = 4096;
// AWS's clients show only headers they know: the wish for the tail is a field of the trace's, and taken out of it.
const TAIL_WISH = /;?Davit-Log-Type=Tail$/, TRACE = "lambda-runtime-trace-id";
// The client puts carriage returns between the lines of what a console gets, for a log that takes each write as one event; ours is lines.
const OF_A_CONSOLE = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[^\t]*\t[A-Z]+\t/;
const REQUESTS = "http.client.request.start";
const PEAKS = ["/sys/fs/cgroup/memory.peak", "/sys/fs/cgroup/memory/memory.max_usage_in_bytes"];

/** The last bytes written since it was started, kept while somebody wants them. */
const tail = {
  wanted: false,
  kept: [],
  size: 0,
  start(wanted) {
    this.wanted = wanted;
    this.kept = [];
    this.size = 0;
  },
  add(bytes) {
    this.kept.push(bytes);
    this.size += bytes.length;
    while (this.size - this.kept[0].length >= TAIL_SIZE) this.size -= this.kept.shift().length;
  },
  take() {
    this.wanted = false;
    return Buffer.concat(this.kept).subarray(-TAIL_SIZE);
  },
};

/** Shows the tail what the function prints, while somebody wants it; returns ways to write past that, and to end a line left open. */
function watch(stream) {
  const write = stream.write;
  let ended = true;
  stream.write = function (chunk, encoding, callback) {
    say();
    if (typeof chunk === "string" && chunk.includes("\r") && OF_A_CONSOLE.test(chunk)) chunk = chunk.replaceAll("\r", "\n");
    if (tail.wanted) tail.add(typeof chunk === "string" ? Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8") : Buffer.from(chunk));
    if (chunk.length) ended = typeof chunk === "string" ? chunk.endsWith("\n") : chunk.at?.(-1) === 10;
    return write.call(this, chunk, encoding, callback);
  };
  const print = (text, shown = true) => {
    if (tail.wanted && shown) tail.add(Buffer.from(text));
    // By the stream, not by its number: a pipe that is full must be waited for.
    write.call(stream, text);
  };
  const endLine = () => {
    if (ended) return;
    ended = true;
    print("\n", tail.size > 0);
  };
  return { print, endLine };
}

/** A function for the most memory this environment ever used, in MB. */
function peakMemory() {
  const buffer = Buffer.alloc(32);
  for (const path of PEAKS) {
    try {
      const descriptor = fs.openSync(path);
      const read = () => Number.parseInt(buffer.latin1Slice(0, fs.readSync(descriptor, buffer, 0, 32, 0)), 10);
      if (read() > 0) return () => Math.ceil(read() / 1048576);
    } catch {}
  }
  return () => Math.ceil(process.resourceUsage().maxRSS / 1024);
}

/** The lines, as text or as JSON, whichever log format the function has. */
class Lines {
  constructor(variables) {
    this.json = variables.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON";
    // AWS has system log levels for JSON alone; from WARN on only what failed is told.
    this.failuresOnly = this.json && variables.DAVIT_SYSTEM_LOG_LEVEL?.toUpperCase() === "WARN";
    this.version = variables.AWS_LAMBDA_FUNCTION_VERSION ?? "$LATEST";
    this.memorySize = Number(variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128);
  }
  initStart() {
    if (this.failuresOnly) return "";
    const runtimeVersion = `nodejs:${process.versions.node}`;
    if (this.json) return event("platform.initStart", { initializationType: "on-demand", phase: "init", runtimeVersion });
    return `INIT_START Runtime Version: ${runtimeVersion}\n`;
  }
  initReport(duration, type) {
    // AWS writes no types of the function's own into its lines.
    const errorType = /^(Runtime|Function)\.[A-Z][a-zA-Z]+$/.test(type) ? type : "Function.Unknown";
    if (this.json) {
      return event("platform.initReport", { initializationType: "on-demand", phase: "init", metrics: { durationMs: round(duration) }, status: "error", errorType });
    }
    return `INIT_REPORT Init Duration: ${duration.toFixed(2)} ms\tPhase: init\tStatus: error\tError Type: ${errorType}\n`;
  }
  start(requestId) {
    if (this.failuresOnly) return "";
    if (this.json) return event("platform.start", { requestId, version: this.version });
    return `START RequestId: ${requestId} Version: ${this.version}\n`;
  }
  /** END and REPORT; durations are in milliseconds. */
  report(requestId, duration, initDuration, used, failed) {
    if (this.failuresOnly && !failed) return "";
    const billed = Math.ceil(duration);
    if (this.json) {
      const metrics = { durationMs: round(duration), billedDurationMs: billed, memorySizeMB: this.memorySize, maxMemoryUsedMB: used };
      if (initDuration !== undefined) metrics.initDurationMs = round(initDuration);
      return event("platform.report", { requestId, metrics, status: failed ? "error" : "success" });
    }
    const init = initDuration === undefined ? "" : `Init Duration: ${initDuration.toFixed(2)} ms\t`;
    return `END RequestId: ${requestId}\nREPORT RequestId: ${requestId}\tDuration: ${duration.toFixed(2)} ms\tBilled Duration: ${billed} ms\t` +
      `Memory Size: ${this.memorySize} MB\tMax Memory Used: ${used} MB\t${init}\n`;
  }
}

const round = (milliseconds) => Math.round(milliseconds * 100) / 100;
const event = (type, record) => JSON.stringify({ time: new Date().toISOString(), type, record }) + "\n";

/** Writes lines that are not the function's, and that begin where no line of its own is. */
function platform(lines) {
  if (!lines) return;
  out.endLine();
  err.endLine();
  out.print(lines);
}

/** Monotonic milliseconds that another process of this environment counts alike. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

let lines, peak, started, initDuration, running, every, unsaid;

/** The START line, when it turns out that it will be needed. */
function say() {
  const line = unsaid;
  unsaid = undefined;
  if (line !== undefined) platform(line);
}

/** The lines of an invocation's end: written when its START was, or when they tell more than that it succeeded. */
function close({ text, telling }) {
  if (unsaid !== undefined && !telling) unsaid = undefined;
  else {
    say();
    platform(text);
  }
}

/** The function is known: its initialisation starts, or goes on in a new process if it started already. */
export function begin(variables, startedBefore) {
  lines = new Lines(variables);
  every = variables.DAVIT_LOG_EVERY_INVOCATION === "true";
  peak = peakMemory();
  started = startedBefore ?? now();
  if (startedBefore === undefined) platform(lines.initStart());
  subscribe(REQUESTS, initError);
}

/** When the initialisation began. */
export const begun = () => started;

/** The initialisation failed, if this request says so: the client posts that in ordinary HTTP. */
function initError({ request }) {
  if (request.path === "/2018-06-01/runtime/init/error") {
    platform(lines.initReport(now() - started, request.getHeader("Lambda-Runtime-Function-Error-Type")));
  }
}

/** What the runtime interface client expects of its native part: next, done and error. */
function serve(transport) {
  const { next, post } = transport;
  let initialised = false;
  transport.next = async () => {
    // An answer that was streamed went past us.
    if (running !== undefined) close(end(false));
    if (!initialised) {
      initDuration = now() - started;
      initialised = true;
      unsubscribe(REQUESTS, initError);
    }
    const request = await next();
    running = request.headers["lambda-runtime-aws-request-id"];
    started = now();
    const trace = request.headers[TRACE];
    const wanted = trace !== undefined && TAIL_WISH.test(trace);
    if (wanted) request.headers[TRACE] = trace.replace(TAIL_WISH, "") || undefined;
    tail.start(wanted);
    unsaid = lines.start(running);
    if (wanted || every) say();
    return request;
  };
  const answer = (path, body, failed) => {
    // What JSON has no text for. The words are those of the client's addon, which its caller posts as the handler's error.
    if (typeof body !== "string") throw withoutFrames(new TypeError("Wrong arguments"), failed ? transport.error : transport.done);
    const ended = end(failed);
    if (tail.wanted) {
      close(ended);
      post(path, body, `Davit-Log-Tail: ${tail.take().toString("base64")}\r\n`);
    } else {
      // Whoever waits for the answer need not wait for the log.
      post(path, body);
      close(ended);
    }
  };
  transport.done = (id, body) => answer(`${id}/response`, body, false);
  transport.error = (id, body) => answer(`${id}/error`, body, true);
}

/** The error, its stack beginning at whoever called the function. */
function withoutFrames(error, called) {
  Error.captureStackTrace(error, called);
  return error;
}

/** The lines of the end of what runs; none for an error that comes when nothing does. */
function end(failed) {
  if (running === undefined) return { text: "", telling: false };
  const telling = failed || initDuration !== undefined;
  const ended = unsaid !== undefined && !telling ? "" : lines.report(running, now() - started, initDuration, peak(), failed);
  running = initDuration = undefined;
  return { text: ended, telling };
}

// All of this before the claim, when there is time. The client gets the same object when it loads its native part.
const out = watch(process.stdout), err = watch(process.stderr);
serve(createRequire(import.meta.url)("./node_modules/aws-lambda-ric/dist/rapid-client.node"));
