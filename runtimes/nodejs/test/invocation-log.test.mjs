// What the log shows around an invocation, and the tail that goes with an answer; run inside the image by runtimes/test.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Environment, FakeGateway, INIT_ERROR, NEXT, STANDBY } from "./fake-gateway.mjs";

const RESPONSE = "/2018-06-01/runtime/invocation/1/response";
const ERROR = "/2018-06-01/runtime/invocation/1/error";
const REPORT = /^REPORT RequestId: 1\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: [1-9]\d* MB\t(Init Duration: \d+\.\d\d ms\t)?\n$/;
const PRINTING = "exports.handler = async (event) => { console.log('out'); process.stderr.write('err\\n'); return 6 / event; };";

let gateway, environment;

beforeEach(async () => {
  gateway = await new FakeGateway().open();
  environment = new Environment(gateway.port);
});

afterEach(async () => {
  await environment.close();
  await gateway.close();
});

async function load(source, variables) {
  await gateway.expect(STANDBY);
  gateway.claim({ "app.js": source }, { environment: { AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256", ...variables } });
  await gateway.expect(NEXT);
}

async function call(event, { path = RESPONSE, tail = false } = {}) {
  gateway.invoke(event, { tail });
  const answer = await gateway.expect(path);
  await gateway.expect(NEXT);
  return answer;
}

const tailOf = (answer) => Buffer.from(answer.headers["davit-log-tail"], "base64").toString();
const firstWords = (lines) => lines.map((line) => line.split(/[\s:]/)[0]);

test("frames each invocation and reports the initialisation once", async () => {
  await load("exports.handler = async () => { process.stdout.write('printed\\n'); };");
  await call({});
  const lines = await environment.lines("REPORT");
  assert.match(lines[0], /^INIT_START Runtime Version: nodejs:22\.\d+\.\d+\n$/);
  assert.deepEqual(lines.slice(1, -1), ["START RequestId: 1 Version: $LATEST\n", "printed\n", "END RequestId: 1\n"]);
  assert.match(lines.at(-1), REPORT);
  assert.match(lines.at(-1), /Init Duration/);
  await call({});
  const again = await environment.lines("REPORT");
  assert.equal(again.length, 4);
  assert.match(again.at(-1), REPORT);
  assert.doesNotMatch(again.at(-1), /Init Duration/);
});

test("leaves no line of an invocation that prints nothing and succeeds, but the first", async () => {
  await load("exports.handler = async (event) => { if (event) throw new Error('no'); };");
  await call(0);
  assert.deepEqual(firstWords(await environment.lines("REPORT")), ["INIT_START", "START", "END", "REPORT"]);
  await call(0);
  await call(0);
  await call(1, { path: ERROR });
  const words = firstWords(await environment.lines("REPORT"));
  assert.deepEqual([words[0], words.at(-2), words.at(-1)], ["START", "END", "REPORT"]);
  assert.equal(words.filter((word) => word === "START").length, 1);
});

test("leaves no END or REPORT of an error that comes between two invocations", async () => {
  await load("exports.handler = async () => { setTimeout(() => { throw new Error('late'); }, 20); };");
  await call({});
  await environment.lines("REPORT");
  assert.equal(await environment.exited, 129);
  await environment.closed;
  assert.match(environment.written, /late/);
  assert.doesNotMatch(environment.written, /undefined/);
  assert.equal(environment.written.match(/REPORT/g).length, 1);
});

test("frames every invocation when the function asks for it", async () => {
  await load("exports.handler = async () => {};", { DAVIT_LOG_EVERY_INVOCATION: "true" });
  await call({});
  await environment.lines("REPORT");
  await call({});
  assert.deepEqual(firstWords(await environment.lines("REPORT")), ["START", "END", "REPORT"]);
});

test("reports the time the handler took and bills whole milliseconds", async () => {
  await load("exports.handler = () => new Promise((done) => setTimeout(done, 50));");
  await call({});
  const [, duration, billed] = (await environment.lines("REPORT")).at(-1).match(/Duration: (\S+) ms\tBilled Duration: (\d+) ms/);
  assert.ok(Number(duration) >= 49, duration);
  assert.equal(Number(billed), Math.ceil(Number(duration)));
});

test("reports a failed invocation and an answer that was streamed", async () => {
  await load(`exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    if (event === 0) throw new TypeError("no");
    stream.write("[1]");
    stream.end();
  });`);
  await call(1);
  assert.match((await environment.lines("REPORT")).at(-1), REPORT);
});

test("reports a failed initialisation", async () => {
  await gateway.expect(STANDBY);
  gateway.claim({ "app.js": "exports.x = 1;" });
  await gateway.expect(INIT_ERROR);
  assert.match((await environment.lines("INIT_REPORT")).at(-1),
    /^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Runtime\.HandlerNotFound\n$/);
});

test("writes no error type of the function's own into the platform's lines", async () => {
  await gateway.expect(STANDBY);
  gateway.claim({ "app.js": "throw new RangeError('no');" });
  await gateway.expect(INIT_ERROR);
  assert.match((await environment.lines("INIT_REPORT")).at(-1), /Error Type: Function\.Unknown\n$/);
});

test("starts the initialisation once when the process starts anew", async () => {
  await load("exports.handler = async () => 1;", { NODE_OPTIONS: "--no-warnings" });
  await call({});
  const lines = await environment.lines("REPORT");
  assert.deepEqual(firstWords(lines), ["INIT_START", "START", "END", "REPORT"]);
  assert.match(lines.at(-1), /Init Duration/);
});

test("writes events when the function logs JSON", async () => {
  await load("exports.handler = async () => 1;", { AWS_LAMBDA_LOG_FORMAT: "JSON" });
  await call({});
  const events = [];
  for (let i = 0; i < 3; i++) events.push(JSON.parse((await environment.lines('{"time":')).at(-1)));
  assert.deepEqual(events.map((event) => event.type), ["platform.initStart", "platform.start", "platform.report"]);
  assert.deepEqual(events[1].record, { requestId: "1", version: "$LATEST" });
  assert.deepEqual(Object.keys(events[2].record.metrics), ["durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs"]);
});

test("writes of failures alone when the system log level is WARN", async () => {
  await load("exports.handler = async (event) => { if (event.fail) throw new Error('no'); };", { AWS_LAMBDA_LOG_FORMAT: "JSON", DAVIT_SYSTEM_LOG_LEVEL: "WARN" });
  await call({});
  await call({ fail: true }, { path: ERROR });
  const platform = (await environment.lines('{"time":')).map((line) => JSON.parse(line)).filter((line) => line.type);
  assert.deepEqual(platform.map((line) => line.type), ["platform.report"]);
  assert.equal(platform[0].record.status, "error");
});

test("writes the function's lines from its level on", async () => {
  await load("exports.handler = async () => { console.info('quiet'); console.error('loud'); };", { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: "ERROR" });
  await call({});
  const lines = [];
  for (let i = 0; i < 3; i++) lines.push(...(await environment.lines('{"time":')));
  const messages = lines.map((line) => JSON.parse(line).message).filter(Boolean);
  assert.deepEqual(messages, ["loud"]);
});

test("sends the tail with the answer only when it is wanted", async () => {
  await load(PRINTING);
  assert.equal((await call(1)).headers["davit-log-tail"], undefined);
  await environment.lines("REPORT");
  const answer = await call(2, { tail: true });
  assert.equal(answer.body, 3);
  const lines = tailOf(answer).split(/(?<=\n)/);
  assert.deepEqual(firstWords(lines.filter((line) => !/\tout$/m.test(line))), ["START", "err", "END", "REPORT"]);
  assert.match(lines[1], /\tINFO\tout\n$/);
  assert.equal((await call(1)).headers["davit-log-tail"], undefined);
});

test("sends the last 4 kilobytes of the tail", async () => {
  await load("exports.handler = async () => { for (let i = 0; i < 5000; i++) process.stdout.write(i + '\\n'); };");
  const tail = tailOf(await call({}, { tail: true }));
  assert.equal(tail.length, 4096);
  assert.match(tail, /\n4999\nEND RequestId: 1\nREPORT/);
});

test("sends the tail with an error", async () => {
  await load("exports.handler = async () => { throw new TypeError('no'); };");
  const answer = await call({}, { path: ERROR, tail: true });
  assert.equal(answer.body.errorType, "TypeError");
  assert.match(tailOf(answer), /REPORT RequestId: 1/);
});

test("hides the wish for the tail from the handler", async () => {
  await load("exports.handler = async () => process.env._X_AMZN_TRACE_ID;");
  assert.equal((await call({}, { tail: true })).body, "Root=1");
});

test("waits for a log that is full", async () => {
  await load("exports.handler = async () => { for (let i = 0; i < 3000; i++) process.stdout.write('x'.repeat(1000) + '\\n'); };");
  for (let i = 0; i < 3; i++) {
    await call({});
    assert.match((await environment.lines("REPORT")).at(-1), REPORT);
  }
});

test("keeps the lines of what is printed by a console, and carriage returns of what is not", async () => {
  await load("exports.handler = async () => { console.log('one\\ntwo'); process.stdout.write('10%\\r20%\\n'); console.error(new Error('three')); };");
  await call({});
  const text = (await environment.lines("REPORT")).join("");
  assert.match(text, /\tINFO\tone\ntwo\n10%\r20%\n/);
  assert.match(text, /\tERROR\tError: three\n {4}at /);
});

test("begins the platform's lines on lines of their own", async () => {
  await load("process.stdout.write('loading'); exports.handler = async (event) => { process[event].write(event === 'stdout' ? 'nonl' : Buffer.from('nonl')); };");
  const tails = [tailOf(await call("stdout", { tail: true }))];
  assert.deepEqual((await environment.lines("REPORT")).slice(-4, -1), ["START RequestId: 1 Version: $LATEST\n", "nonl\n", "END RequestId: 1\n"]);
  tails.push(tailOf(await call("stderr", { tail: true })));
  for (const tail of tails) assert.match(tail, /^START.*\nnonl\nEND RequestId: 1\nREPORT/);
});

test("begins the platform's events on lines of their own", async () => {
  await load("exports.handler = async () => { process.stdout.write('nonl'); };", { AWS_LAMBDA_LOG_FORMAT: "JSON" });
  await call({});
  await environment.lines("nonl\n");
  assert.equal(JSON.parse((await environment.lines('{"time":')).at(-1)).type, "platform.report");
});

test("fails an invocation whose result JSON has no text for, as the client's addon does", async () => {
  await load("exports.handler = async (event) => event === 'function' ? () => 1 : Symbol('x');");
  for (const event of ["function", "symbol"]) {
    const { body } = await call(event, { path: ERROR });
    assert.deepEqual([body.errorType, body.errorMessage], ["TypeError", "Wrong arguments"]);
    assert.doesNotMatch(body.trace.join("\n"), /invocation-log/);
    assert.match((await environment.lines("REPORT")).at(-1), REPORT);
  }
});
