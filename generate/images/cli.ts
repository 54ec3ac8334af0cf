import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { platformImages } from "../../components/services/images";
import { imageLock } from "../../components/versions";
import { lockImages, lockText } from "./lock";
import { platformsOfNodes } from "./nodes";
import { RegistryClient } from "./registry";

const root = path.resolve(__dirname, "../..");
const file = "components/versions/images.lock.json";

/**
 * `npm run images:lock`: asks the registries for the digest of each image of the platform. `-- --accept IMAGE` accepts
 * a changed digest.
 *
 * @returns the exit status: 1 if a tag has moved or an image does not support a platform of the nodes, otherwise 0.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { accept: { type: "string", multiple: true, default: [] } } });
  const images = platformImages();
  const unknown = values.accept.filter((image) => !images.includes(image));
  if (unknown.length > 0)
    throw new Error(`the platform has no image ${unknown.join(", ")}\n  fix: name one of ${file}`);
  warnOfProxy();
  const { lock, notes, alarms } = await lockImages(images, imageLock, {
    client: new RegistryClient(),
    platforms: platformsOfNodes(root),
    today: new Date().toISOString().slice(0, 10),
    accepted: values.accept,
  });
  const text = lockText(lock);
  if (readFileSync(path.join(root, file), "utf8") !== text) writeFileSync(path.join(root, file), text);
  const digests = Object.values(lock).filter((locked) => "digest" in locked).length;
  for (const line of [...notes, ...alarms]) process.stderr.write(`${line}\n`);
  process.stdout.write(`${file}: ${digests} images with a digest, ${images.length - digests} without\n`);
  return alarms.length > 0 ? 1 : 0;
}

/** Warns if this version of Node ignores HTTPS_PROXY: https://nodejs.org/api/cli.html#node_use_env_proxy1. */
function warnOfProxy(): void {
  const { HTTPS_PROXY, https_proxy = HTTPS_PROXY } = process.env;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (https_proxy === undefined || major >= 24 || (major === 22 && minor >= 21)) return;
  process.stderr.write(
    `Node ${process.versions.node} does not use HTTPS_PROXY\n  fix: use Node 22.21 or 24 for this\n`,
  );
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
