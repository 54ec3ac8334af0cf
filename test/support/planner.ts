import { createServer } from "node:http";
import { serialize } from "node:v8";
import { fixtureStacks, recordFixture } from "../fixtures/fixtures";

/**
 * A process that plans each fixture stack once per run, on the first request, and serves the plan: `GET /dev`. The SDK
 * runs one program at a time in a process, so the stacks are planned one after the other.
 */
const plans = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

function planned(stack: string): Promise<Buffer> {
  const name = fixtureStacks.find((known) => known === stack);
  if (!name) return Promise.reject(new Error(`no fixture stack is "${stack}": use one of ${fixtureStacks.join(", ")}`));
  const plan = plans.get(name) ?? last.then(async () => serialize(await recordFixture(name)));
  plans.set(name, plan);
  last = plan.catch(() => undefined);
  return plan;
}

const server = createServer((request, response) => {
  planned((request.url ?? "").slice(1)).then(
    // A kept-alive connection could be closed at the moment of the next request.
    (plan) => response.setHeader("connection", "close").end(plan),
    (error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.stack : String(error));
    },
  );
});

server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
