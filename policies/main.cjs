#!/usr/bin/env node
/**
 * The policy pack's way in: `pulumi preview --policy-pack policies` runs it by its `PulumiPolicy.yaml`, and
 * `--policy-pack policies/main.cjs` without any language host.
 */
process.chdir(__dirname);
// Pulumi's launcher would check types on every preview, by settings of its own: `npm run check` does, by the project's.
delete require.extensions[".ts"];
require("../core/loader.cjs");
require("./pack/pack.ts");
