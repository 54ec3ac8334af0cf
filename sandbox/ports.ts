import { createServer, type Server } from "node:net";
import { type Ports, ports } from "./home";

/** Returns distinct free ports. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(ports.shape);
  // All ports stay open until all are found. Otherwise the system could return one twice.
  const held = await Promise.all(names.map(openPort));
  await Promise.all(held.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return ports.parse(Object.fromEntries(names.map((name, index) => [name, held[index]?.port])));
}

/** Returns a free port. */
export async function freePort(): Promise<number> {
  const { server, port } = await openPort();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function openPort(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("a TCP server without a port"));
      else resolve({ server, port: address.port });
    });
  });
}
