import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { z } from "zod";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the planner of this run. */
    readonly planner: string;
  }
}

const root = path.resolve(__dirname, "../..");

/**
 * Starts the planner before the first test. It plans a stack on the first request.
 *
 * @returns a function that ends it.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const planner = fork(path.join(__dirname, "planner.ts"), {
    cwd: root,
    execArgv: ["--require", path.join(root, "core/loader.cjs")],
  });
  const ended = once(planner, "exit").then(([code]) => {
    throw new Error(`the planner of the tests ended with ${code} before it listened`);
  });
  const [address] = await Promise.race([once(planner, "message"), ended]);
  ended.catch(() => {});
  const { port } = z.object({ port: z.number() }).parse(address);
  project.provide("planner", `http://127.0.0.1:${port}`);
  return () => {
    planner.kill();
  };
}
