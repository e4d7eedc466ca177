// Says of each target, written protocol/address/port, whether it is reached: a letter each, o or x. Refusing is reached.
import dgram from "node:dgram";
import net from "node:net";

const QUERY = Buffer.from("1234010000010000000000000000020001", "hex");

const tcp = (address, port) => new Promise((resolve) => {
  const socket = net.connect({ host: address, port });
  const end = (letter) => { socket.destroy(); resolve(letter); };
  socket.setTimeout(2500, () => end("x"));
  socket.on("connect", () => end("o"));
  socket.on("error", (error) => end(error.code === "ECONNREFUSED" ? "o" : "x"));
});

const udp = (address, port) => new Promise((resolve) => {
  const socket = dgram.createSocket("udp4");
  const timers = [];
  const end = (letter) => { timers.forEach(clearTimeout); socket.close(); resolve(letter); };
  socket.on("message", () => end("o"));
  socket.on("error", (error) => end(error.code === "ECONNREFUSED" ? "o" : "x"));
  socket.connect(port, address, () => {
    [0, 800, 1600].forEach((delay) => timers.push(setTimeout(() => socket.send(QUERY, () => {}), delay)));
    timers.push(setTimeout(() => end("x"), 2400));
  });
});

export const handler = async (event) => (await Promise.all(event.targets.map((target) => {
  const [protocol, address, port] = target.split("/");
  return (protocol === "tcp" ? tcp : udp)(address, Number(port));
}))).join("");
