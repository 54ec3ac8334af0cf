import { createRequire } from "node:module";
import path from "node:path";

/**
 * Loads `index.ts`, and a second time anew with the project's own modules: Node keeps what it has loaded, and a program
 * is run by being loaded. Dependencies stay loaded.
 *
 * @param root The project's folder. `loader.cjs` must be registered.
 */
export async function loadProgram(root: string): Promise<object> {
  const load = createRequire(path.join(root, "package.json"));
  const own = ["components", "teams", "workloads", "index.ts"].map((name) => path.join(root, name));
  const loaded = path.join(root, "index.ts") in load.cache;
  for (const file of loaded ? Object.keys(load.cache) : []) {
    if (own.some((start) => file === start || file.startsWith(start + path.sep))) delete load.cache[file];
  }
  return load("./index.ts");
}
