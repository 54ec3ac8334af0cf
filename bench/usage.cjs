"use strict";
// Loaded ahead of a program that is measured: at its end, writes what it took of the machine.
// `maxRSS` is never less than what the process that started it held, which must therefore be a small one.
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(process.resourceUsage())));
