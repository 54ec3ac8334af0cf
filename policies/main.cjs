#!/usr/bin/env node
/**
 * Entry point of the policy pack. `pulumi preview --policy-pack policies` starts it through `PulumiPolicy.yaml`, and
 * `--policy-pack policies/main.cjs` without a language host.
 */
process.chdir(__dirname);
// Pulumi's launcher would check types on every preview with its own settings. `npm run check` checks them with the
// project's.
delete require.extensions[".ts"];
require("../core/loader.cjs");
require("./pack/pack.ts");
