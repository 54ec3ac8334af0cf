import { errorReport } from "../../core/errors/errorReport";
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
    const { text, usersMistake } = errorReport(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = usersMistake ? 2 : 1;
  },
);
