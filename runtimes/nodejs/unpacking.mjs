// Unpacks a function's archives, as the function's own user and once more within the limits that the operator checked.

import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import zlib from "node:zlib";

const MOST_BYTES = 262_144_000, MOST_ENTRIES = 20_000, END_LENGTH = 22, LONGEST_COMMENT = 0xffff, AT_ONCE = 4 * 1024 * 1024;
const FILE = 0o100000, FOLDER = 0o040000, KIND = 0o170000;

const failure = (name, message) => Object.assign(new Error(message), { name });

/** What code and layers may still take, together. */
export class Budget {
  bytes = MOST_BYTES;
  take(size) {
    this.bytes -= size;
    if (this.bytes < 0) throw failure("ArchiveTooLarge", `Unzipped size must be smaller than ${MOST_BYTES} bytes`);
  }
}

/** An archive from the gateway, as an open file without a name; its hash must be the one that was announced. */
export async function fetchArchive(api, archive) {
  const name = path.join(os.tmpdir(), `archive-${process.pid}-${crypto.randomUUID()}`);
  const file = fs.openSync(name, "wx+", 0o600);
  fs.unlinkSync(name);
  const digest = crypto.createHash("sha256");
  let size = 0;
  const response = await get(api, archive.path);
  const keep = new Writable({
    write(chunk, encoding, done) {
      size += chunk.length;
      if (size > archive.size) return done(damaged(archive));
      digest.update(chunk);
      fs.writeSync(file, chunk);
      done();
    },
  });
  await pipeline(response, keep);
  if (size !== archive.size || digest.digest("hex") !== archive.sha256) throw damaged(archive);
  return file;
}

const damaged = (archive) => failure("CodeUnavailable", `The code archive arrived damaged: its SHA-256 is not ${archive.sha256}`);

async function get(api, target) {
  const [host, port] = api.split(":");
  const response = await new Promise((resolve, reject) => {
    http.get({ host, port, path: target, headers: { Host: api }, agent: false, timeout: 60_000 }, resolve).on("error", reject)
      .on("timeout", function () { this.destroy(failure("CodeUnavailable", "The gateway does not send the code archive")); });
  });
  if (response.statusCode === 200) return response;
  let text = "";
  for await (const chunk of response) text += chunk;
  throw failure("CodeUnavailable", `The code archive cannot be had: ${text.slice(0, 2000).trim()}`);
}

/** Writes the entries below the root. What is there already is replaced; files are read-only, and so are their folders. */
export async function unpack(file, root, budget) {
  const folders = new Set();
  for (const entry of directory(file)) {
    const target = path.join(root, safe(entry));
    if (entry.name.endsWith("/")) makeFolder(root, target, folders);
    else {
      makeFolder(root, path.dirname(target), folders);
      await write(file, entry, target, budget);
    }
  }
  for (const folder of folders) fs.chmodSync(folder, 0o555);
}

function read(file, position, length) {
  const buffer = Buffer.alloc(length);
  if (fs.readSync(file, buffer, 0, length, position) !== length) throw failure("BadArchive", "The archive ends too early");
  return buffer;
}

function directory(file) {
  const { size } = fs.fstatSync(file);
  const length = Math.min(size, END_LENGTH + LONGEST_COMMENT), tail = read(file, size - length, length);
  let end = length - END_LENGTH;
  while (end >= 0 && !(tail.readUInt32LE(end) === 0x06054b50 && end + END_LENGTH + tail.readUInt16LE(end + 20) === length)) end--;
  if (end < 0) throw failure("BadArchive", "This is not a zip archive");
  const count = tail.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw failure("ArchiveTooLarge", `An archive may have ${MOST_ENTRIES} entries`);
  const bytes = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12)), entries = [];
  for (let at = 0; entries.length < count;) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw failure("BadArchive", "The archive's directory is broken");
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString("utf8", at + 46, nameEnd), method: bytes.readUInt16LE(at + 10), crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20), size: bytes.readUInt32LE(at + 24), mode: bytes.readUInt16LE(at + 40),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function safe({ name, mode }) {
  const parts = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  if (name.includes("\\") || name.includes("\0") || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw failure("UnsafeArchive", `The archive's entry '${name}' is not a path below the code folder`);
  }
  if (![0, FILE, FOLDER].includes(mode & KIND)) {
    throw failure("UnsafeArchive", `The archive's entry '${name}' is neither a file nor a folder`);
  }
  return name;
}

/** Makes a folder and those above it, writable again when an earlier layer closed them; never follows a link. */
function makeFolder(root, folder, folders) {
  folder = folder.replace(/\/+$/, "");
  if (folders.has(folder) || folder === root.replace(/\/+$/, "")) return;
  makeFolder(root, path.dirname(folder), folders);
  const there = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory()) fs.chmodSync(folder, 0o755);
  else {
    if (there) fs.unlinkSync(folder); // a later layer has a folder where an earlier one had a file
    fs.mkdirSync(folder, 0o755);
  }
  folders.add(folder);
}

async function write(file, entry, target, budget) {
  fs.rmSync(target, { force: true });
  const out = fs.openSync(target, "wx", entry.mode & 0o111 ? 0o555 : 0o444);
  try {
    const header = read(file, entry.offset, 30);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    budget.take(entry.size);
    const crc = entry.size <= AT_ONCE && entry.compressed <= AT_ONCE ? whole(file, entry, start, out) : await streamed(file, entry, start, out);
    if (crc !== entry.crc) throw failure("BadArchive", `The archive's entry '${entry.name}' is damaged`);
  } finally {
    fs.closeSync(out);
  }
}

function whole(file, entry, start, out) {
  const packed = read(file, start, entry.compressed);
  const content = entry.method === 0 ? packed : zlib.inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  fs.writeSync(out, content);
  return content.length === entry.size ? zlib.crc32(content) : undefined;
}

async function streamed(file, entry, start, out) {
  let size = 0, crc = 0;
  const keep = new Writable({
    write(chunk, encoding, done) {
      size += chunk.length;
      if (size > entry.size) return done(failure("BadArchive", `The archive's entry '${entry.name}' is larger than it says`));
      crc = zlib.crc32(chunk, crc);
      fs.writeSync(out, chunk);
      done();
    },
  });
  async function* packed() {
    for (let at = 0; at < entry.compressed; at += AT_ONCE) yield read(file, start + at, Math.min(AT_ONCE, entry.compressed - at));
  }
  await pipeline(packed, ...(entry.method === 0 ? [] : [zlib.createInflateRaw()]), keep);
  return size === entry.size ? crc : undefined;
}
