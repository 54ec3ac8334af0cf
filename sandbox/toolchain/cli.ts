import { reasonOf, UsageError } from "../../plan/usageError";
import { Progress } from "../progress";
import { readyToolchain } from "./toolchain";

const progress = new Progress();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    progress.interrupt();
    process.exit(130);
  });
}

readyToolchain(progress).then(
  ({ tools }) => {
    const width = Math.max(...tools.map(({ name }) => name.length));
    for (const { name, origin, path } of tools) process.stdout.write(`${name.padEnd(width)}  ${origin}  ${path}\n`);
  },
  (error: unknown) => {
    progress.finish("failed");
    process.stderr.write(error instanceof UsageError ? `${error.message}\n` : `${describe(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : reasonOf(error);
}
