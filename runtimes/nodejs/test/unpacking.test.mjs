// What a function sees of its archives; run inside the image by runtimes/test.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import zlib from "node:zlib";
import { CODE, Environment, FakeGateway, INIT_ERROR, NEXT, STANDBY } from "./fake-gateway.mjs";

const RESPONSE = "/2018-06-01/runtime/invocation/1/response";
let gateway, environment, optRoot;

beforeEach(async () => {
  gateway = await new FakeGateway().open();
  optRoot = fs.mkdtempSync(path.join(os.tmpdir(), "opt-"));
  environment = new Environment(gateway.port, { DAVIT_OPT_ROOT: optRoot, NODE_PATH: `${optRoot}/nodejs/node_modules` });
});

afterEach(async () => {
  await environment.close();
  await gateway.close();
});

/** An archive of [name, content, mode]. */
function zipped(...entries) {
  const parts = [], records = [];
  let offset = 0;
  for (const [name, content, mode = 0o100644, stored = false] of entries) {
    const data = Buffer.from(content), packed = stored ? data : zlib.deflateRawSync(data), bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(zlib.crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(bytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    records.push(Buffer.from("PK\x01\x02\x1e\x03"), common, tail, bytes);
    const local = [Buffer.from("PK\x03\x04"), common, bytes, packed];
    parts.push(...local);
    offset += Buffer.concat(local).length;
  }
  const directory = Buffer.concat(records), end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

async function call(code, { layers = [], event = {} } = {}) {
  await gateway.expect(STANDBY);
  gateway.claim(code, { layers });
  for (const archive of [...layers, ...("sha256" in code ? [code] : [])]) await gateway.expect(archive.path);
  await gateway.expect(NEXT);
  gateway.invoke(event);
  return (await gateway.expect(RESPONSE)).body;
}

async function initError(code) {
  await gateway.expect(STANDBY);
  gateway.claim(code);
  await gateway.expect(code.path);
  const { body } = await gateway.expect(INIT_ERROR);
  assert.notEqual(await environment.exited, 0);
  return body;
}

const mode = (file) => fs.statSync(file).mode & 0o777;

test("runs code from an archive, its files read-only and its programs executable", async () => {
  const code = zipped(["app.mjs", "import { upper } from './lib/names.mjs';\nexport const handler = async (e) => upper(e);"],
    ["lib/", "", 0o040755], ["lib/names.mjs", "export const upper = (name) => name.toUpperCase();", 0o100644, true],
    ["größe.txt", "x"], ["bin/tool", "#!/bin/sh", 0o100755]);
  assert.equal(await call(gateway.archive(code), { event: "davit" }), "DAVIT");
  const root = environment.taskRoot;
  assert.deepEqual(["app.mjs", "lib", "bin/tool", "größe.txt"].map((name) => mode(path.join(root, name))), [0o444, 0o555, 0o555, 0o444]);
});

test("streams what is too large to hold", async () => {
  const large = Buffer.alloc(9_000_000, "large ");
  const code = zipped(["app.js", "exports.handler = async () => [require('fs').statSync('deflated').size, require('fs').statSync('stored').size];"],
    ["deflated", large], ["stored", large, 0o100644, true]);
  assert.deepEqual(await call(gateway.archive(code)), [large.length, large.length]);
  assert.deepEqual(fs.readFileSync(path.join(environment.taskRoot, "deflated")), large);
});

test("unpacks layers to /opt in their order", async () => {
  const shared = "nodejs/node_modules/shared/index.js";
  const layers = [gateway.archive(zipped([shared, "module.exports = 'one';"], ["only-one", "1"])), gateway.archive(zipped([shared, "module.exports = 'two';"]))];
  const code = gateway.archive(zipped(["app.js", "exports.handler = async () => require('shared');"]));
  assert.equal(await call(code, { layers }), "two");
  assert.equal(fs.readFileSync(path.join(optRoot, "only-one"), "utf8"), "1");
});

test("unpacks layers beside inline code, and a folder over a file", async () => {
  const layers = [gateway.archive(zipped(["nodejs", "a file"])), gateway.archive(zipped(["nodejs/node_modules/x/index.js", "module.exports = 1;"]))];
  assert.equal(await call({ "app.js": "exports.handler = async () => require('x');" }, { layers }), 1);
});

for (const name of ["../evil.js", "/tmp/evil.js", "lib/../../evil.js", "a\\b"]) {
  test(`refuses the entry ${name}`, async () => {
    const body = await initError(gateway.archive(zipped(["app.js", ""], [name, "x"])));
    assert.equal(body.errorType, "Runtime.UnsafeArchive");
    assert.ok(!fs.existsSync("/tmp/evil.js"));
  });
}

test("refuses links", async () => {
  const body = await initError(gateway.archive(zipped(["app.js", ""], ["link", "/etc/passwd", 0o120777])));
  assert.deepEqual([body.errorType, body.errorMessage], ["Runtime.UnsafeArchive", "The archive's entry 'link' is neither a file nor a folder"]);
});

test("refuses an archive that arrives damaged", async () => {
  const body = await initError(gateway.archive(zipped(["app.js", ""]), "0".repeat(64)));
  assert.equal(body.errorType, "Runtime.CodeUnavailable");
  assert.match(body.errorMessage, /arrived damaged/);
});

test("tells why an archive cannot be had", async () => {
  const body = await initError({ path: CODE + "1".repeat(64), sha256: "1".repeat(64), size: 1 });
  assert.equal(body.errorType, "Runtime.CodeUnavailable");
  assert.match(body.errorMessage, /404 page not found/);
});
