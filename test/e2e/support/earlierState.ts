import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { certificate } from "../../../sandbox/controlPlane/controlPlane";
import { chartsFolder, readSalt } from "../../../sandbox/engine/stackConfig";
import type { Sandbox } from "../../../sandbox/sandbox";
import { pulumiText } from "./pulumi";

const document = z.looseObject({ deployment: z.looseObject({ secrets_providers: z.unknown() }) });

/** Returns the values that differ between sandboxes and clusters, with their placeholders in the recorded state. */
function particulars(sandbox: Sandbox): readonly (readonly [name: string, value: string])[] {
  const authority = readFileSync(certificate(sandbox.home)).toString("base64");
  return [
    ["@endpoint@", `https://127.0.0.1:${sandbox.home.facts.ports.api}`],
    ["@authority@", authority],
    ["@charts@", chartsFolder(sandbox.home)],
  ];
}

/** Records a stack's state for the tests of later programs. It contains only simulated secrets. */
export async function recordState(sandbox: Sandbox, file: string): Promise<void> {
  let text = JSON.stringify(JSON.parse(await pulumiText(sandbox, ["stack", "export", "--show-secrets"])));
  for (const [name, value] of particulars(sandbox)) text = text.replaceAll(value, name);
  writeFileSync(file, gzipSync(text, { level: 9 }));
}

/** Imports the recorded state of an earlier program into a sandbox. Its resources do not exist in AWS or Kubernetes. */
export async function importState(sandbox: Sandbox, file: string): Promise<void> {
  let text = gunzipSync(readFileSync(file)).toString("utf8");
  for (const [name, value] of particulars(sandbox)) text = text.replaceAll(name, value);
  const exported = document.parse(JSON.parse(text));
  exported.deployment.secrets_providers = { type: "passphrase", state: { salt: readSalt(sandbox.home) } };
  const plain = sandbox.home.file("earlier-state.json");
  writeFileSync(plain, JSON.stringify(exported));
  await pulumiText(sandbox, ["stack", "import", "--file", plain]);
}

/** Returns the path of a stack's recorded state. */
export function stateFile(stack: string): string {
  return path.resolve(__dirname, "..", "states", `${stack}.json.gz`);
}
