import { createRequire } from "node:module";
import path from "node:path";

/**
 * Loads a program. A second call loads the project's own modules again, because Node caches modules and a program
 * runs when it is loaded. Dependencies stay cached.
 *
 * @param root The project's folder. `loader.cjs` must be registered.
 * @param file The program, below `root`. @default "index.ts"
 */
export async function loadProgram(root: string, file = "index.ts"): Promise<object> {
  const load = createRequire(path.join(root, "package.json"));
  const beside = ["teams", "workloads", path.basename(file)].map((name) => path.join(path.dirname(file), name));
  const own = ["components", ...beside].map((name) => path.join(root, name));
  const loaded = path.join(root, file) in load.cache;
  for (const module of loaded ? Object.keys(load.cache) : []) {
    if (own.some((start) => module === start || module.startsWith(start + path.sep))) delete load.cache[module];
  }
  return load(`./${file}`);
}
