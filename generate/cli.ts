import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { generatedFiles } from "./files";

/** `npm run generate` writes the generated files. With `--check`, it only lists outdated files, and fails if any. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const root = path.resolve(__dirname, "..");
  let stale = 0;
  for (const { file, content } of await generatedFiles(root)) {
    if (readText(path.join(root, file)) === content) continue;
    stale += 1;
    process.stderr.write(`${file} ${values.check ? "is out of date" : "written"}\n`);
    if (!values.check) writeFileSync(path.join(root, file), content);
  }
  if (stale > 0 && values.check) process.stderr.write('  fix: run "npm run generate" and commit the change\n');
  return values.check && stale > 0 ? 1 : 0;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
