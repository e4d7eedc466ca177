// A gateway small enough for tests: serves one standby poll and the Runtime API to one environment.

import { spawn } from "node:child_process";
import crypto from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

export const STANDBY = "/2026-11-01/environment/next";
export const NEXT = "/2018-06-01/runtime/invocation/next";
export const CODE = "/2026-11-01/code/";
export const INIT_ERROR = "/2018-06-01/runtime/init/error";
const BOOTSTRAP = process.env.DAVIT_BOOTSTRAP ?? "/var/runtime/bootstrap.mjs";

/** Values that may be asked for before they are there. */
class Mailbox {
  #values = [];
  #takers = [];
  put(value) {
    const taker = this.#takers.shift();
    taker ? taker(value) : this.#values.push(value);
  }
  take() {
    return this.#values.length ? Promise.resolve(this.#values.shift()) : new Promise((resolve) => this.#takers.push(resolve));
  }
}

export class FakeGateway {
  seen = new Mailbox();
  archives = new Map();
  answers = { [STANDBY]: new Mailbox(), [NEXT]: new Mailbox() };

  async open(port = 0) {
    // What comes behind an outcome on its connection is served after it, as the gateway does.
    const before = new WeakMap();
    this.server = http.createServer((request, response) => {
      before.set(request.socket, Promise.resolve(before.get(request.socket)).then(() => this.#serve(request, response)));
    });
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = this.server.address().port;
    return this;
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  async #serve(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    this.seen.put({ path: request.url, headers: request.headers, body: body && JSON.parse(body) });
    const archive = this.archives.get(request.url);
    if (archive || request.url.startsWith(CODE)) {
      return response.writeHead(archive ? 200 : 404).end(archive ?? '{"errorMessage":"404 page not found"}');
    }
    const answer = request.method === "GET" ? await this.answers[request.url].take() : { status: 202 };
    const text = answer.body ?? "";
    response.writeHead(answer.status, { ...answer.headers, "Content-Length": Buffer.byteLength(text) }).end(text);
  }

  /** Has an archive to serve; its description in a claim. */
  archive(content, sha256 = crypto.createHash("sha256").update(content).digest("hex")) {
    this.archives.set(CODE + sha256, content);
    return { path: CODE + sha256, sha256, size: content.length };
  }

  claim(files, { handler = "app.handler", environment = {}, layers } = {}) {
    this.answers[STANDBY].put({ status: 200, headers: { "Content-Type": "application/json" }, body: JSON.stringify({
      functionName: "hello", functionVersion: "$LATEST", revision: "hello-1", handler, timeout: 3, memorySize: 128,
      code: "sha256" in files ? { archive: files } : { inline: files }, layers,
      environment: { AWS_LAMBDA_FUNCTION_NAME: "hello", AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/hello", AWS_LAMBDA_LOG_STREAM_NAME: "s", ...environment },
    }) });
  }

  invoke(event, { id = "1", tail = false } = {}) {
    this.answers[NEXT].put({ status: 200, body: JSON.stringify(event), headers: {
      "Content-Type": "application/json", "Lambda-Runtime-Aws-Request-Id": id,
      "Lambda-Runtime-Deadline-Ms": "99999999999999", "Lambda-Runtime-Trace-Id": tail ? "Root=1;Davit-Log-Type=Tail" : "Root=1",
      "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:1:function:hello" } });
  }

  /** The next request, which must be for this path. */
  async expect(expected) {
    const seen = await this.seen.take();
    if (seen.path !== expected) throw new Error(`${seen.path} came, not ${expected}: ${JSON.stringify(seen.body)}`);
    return seen;
  }
}

/** A bootstrap process with a task root of its own. */
export class Environment {
  constructor(port, variables = {}) {
    this.taskRoot = fs.mkdtempSync(path.join(os.tmpdir(), "task-"));
    this.process = spawn(process.execPath, [BOOTSTRAP], {
      env: { PATH: process.env.PATH, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`, LAMBDA_TASK_ROOT: this.taskRoot, ...variables },
    });
    this.exited = once(this.process, "exit").then(([code]) => code);
    this.closed = once(this.process, "close");
    this.output = new Mailbox();
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (text) => {
        this.written += text;
        this.output.put(String(text));
      });
    }
  }
  /** All that the process wrote. */
  written = "";
  #rest = "";
  /** What the process wrote, line by line, up to the first line that starts like this. */
  async lines(last) {
    const lines = [];
    while (!lines.at(-1)?.startsWith(last)) {
      while (!this.#rest.includes("\n")) this.#rest += await this.output.take();
      const end = this.#rest.indexOf("\n") + 1;
      lines.push(this.#rest.slice(0, end));
      this.#rest = this.#rest.slice(end);
    }
    return lines;
  }
  async close() {
    this.process.kill("SIGKILL");
    await this.exited;
  }
}
