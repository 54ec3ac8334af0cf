import { createServer } from "node:http";
import { serialize } from "node:v8";
import { fixtureStacks, recordFixture } from "../fixtures/fixtures";

/**
 * A process that plans each fixture stack once a run, when the first test asks for it, and hands the plan to whoever asks:
 * `GET /dev`. The SDK runs one program at a time in a process, so that stacks wait for each other.
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
    // A connection that is kept may be closed here just as a test asks again.
    (plan) => response.setHeader("connection", "close").end(plan),
    (error: unknown) => {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.stack : String(error));
    },
  );
});

server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
