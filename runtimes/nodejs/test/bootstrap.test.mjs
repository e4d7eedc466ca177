// What a function sees of the standby bootstrap; run inside the image by runtimes/test.

import assert from "node:assert/strict";
import fs from "node:fs";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Environment, FakeGateway, INIT_ERROR, NEXT, STANDBY } from "./fake-gateway.mjs";

const RESPONSE = "/2018-06-01/runtime/invocation/1/response";
const ERROR = "/2018-06-01/runtime/invocation/1/error";
let gateway, environment, started;

function start(variables) {
  const another = new Environment(gateway.port, variables);
  started.push(another);
  return another;
}

beforeEach(async () => {
  started = [];
  gateway = await new FakeGateway().open();
  environment = start();
});

afterEach(async () => {
  for (const one of started) await one.close();
  await gateway.close();
});

async function call(files, event, claim) {
  await gateway.expect(STANDBY);
  gateway.claim(files, claim);
  await gateway.expect(NEXT);
  gateway.invoke(event);
  return (await gateway.expect(RESPONSE)).body;
}

async function initError(files, claim) {
  await gateway.expect(STANDBY);
  gateway.claim(files, claim);
  const { headers, body } = await gateway.expect(INIT_ERROR);
  assert.equal(headers["lambda-runtime-function-error-type"], body.errorType);
  assert.notEqual(await environment.exited, 0);
  return body;
}

test("answers with the handler's result from CommonJS, ES modules and files of its own", async () => {
  assert.deepEqual(await call({
    "app.mjs": "import { upper } from './lib/names.cjs';\nexport const handler = async (event) => ({ hello: upper(event.name) });",
    "lib/names.cjs": "exports.upper = (name) => name.toUpperCase();",
  }, { name: "davit" }), { hello: "DAVIT" });
});

test("takes a .js file as an ES module when its package.json says so", async () => {
  const files = { "package.json": '{"type":"module"}', "app.js": "export const handler = async (event) => import.meta.dirname;" };
  assert.equal(await call(files, {}), environment.taskRoot);
});

test("waits for a handler that calls back, and polls next again", async () => {
  const files = { "app.js": "exports.handler = (event, context, callback) => { setTimeout(() => callback(null, event + 1), 20); };" };
  assert.equal(await call(files, 1), 2);
  await gateway.expect(NEXT);
  gateway.invoke(2);
  assert.equal((await gateway.expect(RESPONSE)).body, 3);
});

test("answers null when a handler neither returns a promise nor calls back", async () => {
  assert.equal(await call({ "app.js": "exports.handler = () => 5;" }, {}), null);
});

test("posts the handler's error and polls next again", async () => {
  await gateway.expect(STANDBY);
  gateway.claim({ "app.js": "exports.handler = async () => { throw new TypeError('no'); };" });
  await gateway.expect(NEXT);
  gateway.invoke({});
  const { body } = await gateway.expect(ERROR);
  assert.deepEqual([body.errorType, body.errorMessage], ["TypeError", "no"]);
  assert.match(body.trace[1], /app\.js/);
  await gateway.expect(NEXT);
});

test("sends the whole host and port on every poll", async () => {
  const host = `127.0.0.1:${gateway.port}`;
  assert.equal((await gateway.expect(STANDBY)).headers.host, host);
  gateway.claim({ "app.js": "exports.handler = async () => 1;" });
  assert.equal((await gateway.expect(NEXT)).headers.host, host);
});

test("shows the function its environment", async () => {
  const files = { "app.js": `
    const zone = new Date(0).getTimezoneOffset();
    exports.handler = async (event, context) => ({ cwd: process.cwd(), zone, ...process.env, memory: context.memoryLimitInMB, name: context.functionName });` };
  const seen = await call(files, {}, { environment: { TABLE: "users", AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256" } });
  const root = environment.taskRoot;
  const expected = { cwd: root, LAMBDA_TASK_ROOT: root, _HANDLER: "app.handler", TABLE: "users", TZ: ":UTC", zone: 0, memory: "256", name: "hello" };
  for (const [name, value] of Object.entries(expected)) assert.equal(seen[name], value, name);
});

test("has a shell and what scripts are made of", async () => {
  const files = { "app.js": "exports.handler = async () => require('child_process').execSync('echo hej | tr a-z A-Z').toString();" };
  assert.equal(await call(files, {}), "HEJ\n");
});

test("hides the cluster's addresses", async () => {
  await gateway.close();
  gateway = await new FakeGateway().open();
  environment = start({ KUBERNETES_SERVICE_HOST: "10.96.0.1" });
  assert.deepEqual(await call({ "app.js": "exports.handler = async () => Object.keys(process.env).filter((n) => n.includes('KUBE'));" }, {}), []);
});

test("finds modules where NODE_PATH says", async () => {
  const files = { "app.js": "exports.handler = async () => require('extra').value;", "deps/extra.js": "exports.value = 7;" };
  assert.equal(await call(files, {}, { environment: { NODE_PATH: `${environment.taskRoot}/deps` } }), 7);
});

const SDK = ["client-cloudwatch-logs", "client-dynamodb", "client-ecs", "client-eventbridge", "client-lambda", "client-s3", "client-scheduler", "client-secrets-manager",
  "client-sns", "client-sqs", "client-ssm", "client-sts", "lib-dynamodb", "s3-request-presigner"].map((name) => `@aws-sdk/${name}`);

test("brings the AWS SDK, for require and for import", async () => {
  const files = {
    "app.mjs": `import { LambdaClient } from "@aws-sdk/client-lambda";
      import { createRequire } from "node:module";
      const names = ${JSON.stringify(SDK)}, require = createRequire(import.meta.url);
      export const handler = async () => {
        const loaded = await Promise.all(names.map((name) => import(name)));
        return [typeof LambdaClient, ...loaded.map((one, at) => Object.keys(one).length > 0 && Object.keys(require(names[at])).every((name) => name in one))];
      };`,
  };
  assert.deepEqual(await call(files, {}, { environment: { NODE_PATH: "/var/runtime/node_modules" } }), ["function", ...SDK.map(() => true)]);
});

test("imports packages of a folder of NODE_PATH, the function's own first", async () => {
  const module = (name) => ({ "package.json": `{"name":"${name}","type":"module","exports":{"import":"./main.js"}}`, "main.js": `export default import.meta.url.split("/").slice(-4, -1).join("/");` });
  const files = { "app.mjs": 'import one from "one"; import two from "two"; export const handler = async () => [one, two, await import("three").catch((error) => error.code)];' };
  for (const [folder, name] of [["deps/node_modules", "one"], ["deps/node_modules", "two"], ["node_modules", "two"]]) {
    for (const [file, text] of Object.entries(module(name))) files[`${folder}/${name}/${file}`] = text;
  }
  const answer = await call(files, {}, { environment: { NODE_PATH: `${environment.taskRoot}/deps/node_modules` } });
  assert.deepEqual(answer, ["deps/node_modules/one", `${environment.taskRoot.split("/").at(-1)}/node_modules/two`, "ERR_MODULE_NOT_FOUND"]);
});

test("starts anew when a variable is read only at process start", async () => {
  const files = { "app.js": "exports.handler = async () => globalThis.preloaded;", "first.cjs": "globalThis.preloaded = 7;" };
  assert.equal(await call(files, {}, { environment: { NODE_OPTIONS: `--require ${environment.taskRoot}/first.cjs` } }), 7);
});

test("inline code is read-only and its scripts are programs", async () => {
  const files = { "app.js": "exports.handler = async () => require('child_process').execFileSync('bin/deep/tool').toString();",
    "bin/deep/tool": "#!/bin/sh\necho ran\n", "./bin/data": "x" };
  assert.equal(await call(files, {}), "ran\n");
  const mode = (name) => fs.statSync(`${environment.taskRoot}/${name}`).mode & 0o777;
  assert.deepEqual(["", "app.js", "bin", "bin/deep", "bin/deep/tool", "bin/data"].map(mode), [0o700, 0o444, 0o555, 0o555, 0o555, 0o444]);
});

test("starts behind a wrapper", async () => {
  const files = { "app.js": "exports.handler = async () => process.env.WRAPPED;", wrapper: '#!/bin/sh\nexport WRAPPED=yes\nexec "$@"\n' };
  assert.equal(await call(files, {}, { environment: { AWS_LAMBDA_EXEC_WRAPPER: `${environment.taskRoot}/wrapper` } }), "yes");
});

test("exits as a shell does when a wrapper cannot be run", async () => {
  for (const [name, status, words] of [["missing", 127, "does not exist"], ["app.js", 126, "is not an executable"]]) {
    const wrapper = `${environment.taskRoot}/${name}`;
    await gateway.expect(STANDBY);
    gateway.claim({ "app.js": "" }, { environment: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } });
    await environment.lines(`${wrapper}: ${words}\n`);
    assert.equal(await environment.exited, status);
    environment = start();
  }
});

test("shows what the function prints", async () => {
  await call({ "app.js": "exports.handler = async () => console.log('printed');" }, {});
  assert.match((await environment.lines("END")).at(-2), /^\S+Z\t1\tINFO\tprinted\n$/);
});

test("posts an init error when the handler, its module or its syntax is wrong", async () => {
  const cases = [
    [{ "app.js": "exports.x = 1;" }, "Runtime.HandlerNotFound", /^app\.handler is undefined or not exported$/],
    [{ "other.js": "" }, "Runtime.ImportModuleError", /Cannot find module 'app'/],
    [{ "app.js": "exports.handler = (" }, "Runtime.UserCodeSyntaxError", /SyntaxError/],
    [{ "app.js": "throw new TypeError('no');" }, "TypeError", /^no$/],
  ];
  for (const [files, type, message] of cases) {
    const body = await initError(files);
    assert.equal(body.errorType, type);
    assert.match(body.errorMessage, message);
    environment = start();
  }
});

test("refuses a path outside the task root", async () => {
  for (const name of ["../escape.js", "/tmp/escape.js", "a/../../escape.js", ""]) {
    assert.equal((await initError({ [name]: "1" })).errorType, "Runtime.UnsafePath");
    assert.deepEqual(fs.readdirSync(environment.taskRoot), []);
    environment = start();
  }
});

test("polls again when the gateway was away or refused", async () => {
  await gateway.expect(STANDBY);
  gateway.answers[STANDBY].put({ status: 503, body: "not ready" });
  await gateway.expect(STANDBY);
  const { port } = gateway;
  await gateway.close();
  await sleep(300);
  gateway = await new FakeGateway().open(port);
  assert.equal(await call({ "app.js": "exports.handler = async (event) => event;" }, "back"), "back");
});

test("stays a function when the gateway restarts", async () => {
  const files = { "app.js": "let calls = 0; exports.handler = async () => ++calls;" };
  assert.equal(await call(files, {}), 1);
  await gateway.expect(NEXT);
  const { port } = gateway;
  await gateway.close();
  await sleep(300);
  gateway = await new FakeGateway().open(port);
  await gateway.expect(NEXT);
  gateway.invoke({});
  assert.equal((await gateway.expect(RESPONSE)).body, 2);
});

test("posts what nobody caught before it exits", async () => {
  const files = { "app.js": "exports.handler = () => setTimeout(() => { throw new RangeError('x'.repeat(100000)); }, 10);" };
  await gateway.expect(STANDBY);
  gateway.claim(files);
  await gateway.expect(NEXT);
  gateway.invoke({});
  const { body } = await gateway.expect(ERROR);
  assert.equal(body.errorType, "RangeError");
  assert.equal(body.errorMessage.length, 100000);
  assert.equal(await environment.exited, 129);
});

test("stops at SIGTERM while parked", async () => {
  await gateway.expect(STANDBY);
  environment.process.kill("SIGTERM");
  assert.equal(await environment.exited, 143);
});

test("needs no claim when a handler is given at start", async () => {
  await gateway.expect(STANDBY);
  fs.writeFileSync(`${environment.taskRoot}/app.js`, "exports.handler = async (event) => event;");
  start({ _HANDLER: "app.handler", LAMBDA_TASK_ROOT: environment.taskRoot });
  await gateway.expect(NEXT);
});
