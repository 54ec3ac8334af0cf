/**
 * Lets Node load the project's TypeScript: `node --require ./core/loader.cjs index.ts`, for the plan and for Pulumi.
 *
 * Types are removed here and checked by `npm run check`. Sucrase keeps line numbers, so stack traces and source
 * positions are right without source maps, which would take a tenth of the plan's time. The output for each file is
 * cached by content outside the project, which saves another quarter.
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

/** Caches the output. If that is not possible, as in a read-only home, runs take longer and are still correct. */
function keep(file, javascript) {
  try {
    mkdirSync(cache, { recursive: true });
    // Two runs may write at the same time: neither must read an incomplete file.
    const own = `${file}.${process.pid}`;
    writeFileSync(own, javascript);
    renameSync(own, file);
  } catch {}
}

/** Returns the home folder. A user without an entry in the system's user database has none. */
function home() {
  try {
    return os.homedir();
  } catch {
    return os.tmpdir();
  }
}
