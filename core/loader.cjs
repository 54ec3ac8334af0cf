/**
 * Lets Node load the project's TypeScript: `node --require ./core/loader.cjs index.ts`, for the plan and for Pulumi.
 *
 * Types are stripped and checked elsewhere (`npm run check`). Sucrase keeps every line where it was, so that stack traces
 * and source positions are right without source maps, which would cost a tenth of the plan's time. What it made of a
 * file is kept for the next run, by content, outside the project: that is another quarter.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { addHook } = require("pirates");

const sucrase = path.dirname(require.resolve("sucrase/package.json"));
const options = { transforms: ["imports", "typescript"], disableESTransforms: true };
const settings = JSON.stringify([require("sucrase/package.json").version, options]);
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(home(), ".cache"), "mlops", "typescript");

addHook((code, file) => stripped(code, file), { exts: [".ts"], ignoreNodeModules: true });

function stripped(code, file) {
  const kept = path.join(cache, `${createHash("sha256").update(settings).update(code).digest("hex")}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const { transform } = require(sucrase);
    const javascript = transform(code, { ...options, filePath: file }).code;
    keep(kept, javascript);
    return javascript;
  }
}

/** Where nothing can be kept, as in a read-only home, the next run takes longer and is right all the same. */
function keep(file, javascript) {
  try {
    mkdirSync(cache, { recursive: true });
    // Two runs may write at once: neither may read the other's half.
    const own = `${file}.${process.pid}`;
    writeFileSync(own, javascript);
    renameSync(own, file);
  } catch {}
}

/** A user without an entry in the system's list has no home. */
function home() {
  try {
    return os.homedir();
  } catch {
    return os.tmpdir();
  }
}
