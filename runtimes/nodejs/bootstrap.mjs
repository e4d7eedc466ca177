// Davit's standby bootstrap for Node.js.
// Boots Node.js and AWS's runtime interface client, parks on the gateway until a function claims this environment,
// then becomes that function: its files, its variables, and the client's own loop in this same process.

import fs from "node:fs";
import http from "node:http";
import Module from "node:module";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { run } from "aws-lambda-ric";
import * as invocationLog from "./invocation-log.mjs";
import "./node-path.mjs";

const API = process.env.AWS_LAMBDA_RUNTIME_API;
const TASK_ROOT = (process.env.LAMBDA_TASK_ROOT ??= "/var/task");
const OPT_ROOT = process.env.DAVIT_OPT_ROOT ?? "/opt";
const FIRST_DELAY = 50, LAST_DELAY = 2000;
// Read by Node.js, the C library or OpenSSL when a process starts: only a new process can honour them.
const READ_AT_START = /^(NODE_(?!PATH$|ENV$)|LD_|MALLOC_|GLIBC_|OPENSSL_|SSL_CERT_|UV_|AWS_LAMBDA_EXEC_WRAPPER$|AWS_LAMBDA_NODEJS_)/;
// As AWS's runtimes start a wrapper: the answer to the invoker is made of the exit status.
const WRAPPED = `[ -f "$0" ] || { echo "$0: does not exist"; exit 127; }
[ -x "$0" ] || { echo "$0: is not an executable"; exit 126; }
exec "$0" "$@"`;

/** One request to the gateway, on a connection of its own so that nothing is left in the event loop afterwards. */
function request(method, target, headers, body) {
  const [host, port] = API.split(":");
  return new Promise((resolve, reject) => {
    const call = http.request({ host, port, method, path: target, headers: { ...headers, Host: API }, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString("utf8") }));
    });
    // A parked connection is silent for hours: keep-alive probes find out when its other end is gone.
    call.setSocketKeepAlive(true, 30_000);
    call.on("error", reject);
    call.end(body);
  });
}

/** Polls until claimed; a gateway that is away or restarts is asked again, later and later. */
async function park() {
  for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LAST_DELAY)) {
    const started = performance.now();
    try {
      const { status, body } = await request("GET", "/2026-11-01/environment/next");
      if (status === 200) return JSON.parse(body);
    } catch {}
    if (performance.now() - started > LAST_DELAY) delay = FIRST_DELAY;
    await sleep(delay);
  }
}

/** Inline code, as read-only as an archive's: programs are the files that begin with `#!`. */
function writeCode(files) {
  const folders = new Set();
  for (const [name, text] of Object.entries(files)) {
    if (!name || name.startsWith("/") || name.includes("\0") || name.split("/").includes("..")) {
      throw Object.assign(new Error(`The code's file name '${name}' is not a path below ${TASK_ROOT}`), { name: "UnsafePath" });
    }
    const file = path.join(TASK_ROOT, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    fs.chmodSync(file, text.startsWith("#!") ? 0o555 : 0o444);
    for (let folder = path.dirname(path.normalize(name)); folder !== "."; folder = path.dirname(folder)) folders.add(folder);
  }
  for (const folder of folders) fs.chmodSync(path.join(TASK_ROOT, folder), 0o555);
}

/** Code to the task root and layers to /opt, in order. What unpacks is loaded only when there is an archive. */
async function unpackAll(claim) {
  const layers = claim.layers ?? [], code = claim.code?.archive;
  if (!code && !layers.length) return;
  const { fetchArchive, Budget, unpack } = await import("./unpacking.mjs");
  const budget = new Budget();
  for (const [archive, root] of [...layers.map((layer) => [layer, OPT_ROOT]), ...(code ? [[code, TASK_ROOT]] : [])]) {
    const file = await fetchArchive(API, archive);
    try {
      await unpack(file, root, budget);
    } finally {
      fs.closeSync(file);
    }
  }
}

/** Takes over files, variables and module path of the function that claimed this environment. */
async function become(claim) {
  writeCode(claim.code?.inline ?? {});
  await unpackAll(claim);
  const given = claim.environment ?? {};
  // The cluster's own addresses, which the kubelet adds: a function on AWS sees nothing of the kind.
  for (const name of Object.keys(process.env)) if (name.startsWith("KUBERNETES_")) delete process.env[name];
  process.env.TZ ??= ":UTC";
  process.env._HANDLER = claim.handler;
  Object.assign(process.env, given);
  if (Object.keys(given).some((name) => READ_AT_START.test(name))) {
    const command = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), String(invocationLog.begun())];
    if (given.AWS_LAMBDA_EXEC_WRAPPER) command.unshift("/bin/sh", "-c", WRAPPED, given.AWS_LAMBDA_EXEC_WRAPPER);
    process.execve(command[0], command, process.env);
  }
  if (given.NODE_PATH) Module._initPaths();
}

// As process 1 of its container, Node.js would not hear SIGTERM without a listener.
process.on("SIGTERM", () => process.listenerCount("SIGTERM") > 1 || process.exit(143));

if (!process.env._HANDLER) {
  const claim = await park();
  invocationLog.begin(claim.environment ?? {});
  try {
    await become(claim);
  } catch (error) {
    const errorType = `Runtime.${error.code ?? error.name}`;
    await request("POST", "/2018-06-01/runtime/init/error",
      { "Content-Type": "application/json", "Lambda-Runtime-Function-Error-Type": errorType },
      JSON.stringify({ errorType, errorMessage: error.message, trace: [] }));
    process.exit(1);
  }
} else {
  invocationLog.begin(process.env, process.argv[2] && Number(process.argv.pop()));
}
process.chdir(TASK_ROOT);
await run(TASK_ROOT, process.env._HANDLER);
