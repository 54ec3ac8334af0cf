import { readFileSync } from "node:fs";
import path from "node:path";
import { transform } from "sucrase";

/**
 * Returns one script for the browser that runs a TypeScript module with the modules of its folder that it imports.
 * Types are removed as in `core/loader.cjs`.
 */
export function bundle(folder: string, entry: string): string {
  const modules = new Map<string, string>();
  const add = (name: string): void => {
    if (modules.has(name)) return;
    const code = javascriptOf(path.join(folder, `${name}.ts`));
    modules.set(name, code);
    for (const [, imported = ""] of code.matchAll(/\brequire\('\.\/(\w+)'\)/g)) add(imported);
  };
  add(entry);
  const functions = [...modules].map(([name, code]) => `"./${name}": (exports, require) => {\n${code}\n}`);
  return `{
const modules = {
${functions.join(",\n")}
};
const loaded = {};
const load = (name) => {
  if (!(name in loaded)) {
    loaded[name] = {};
    modules[name](loaded[name], load);
  }
  return loaded[name];
};
load("./${entry}");
}`;
}

function javascriptOf(file: string): string {
  const code = readFileSync(file, "utf8");
  return transform(code, { transforms: ["imports", "typescript"], disableESTransforms: true, filePath: file }).code;
}
