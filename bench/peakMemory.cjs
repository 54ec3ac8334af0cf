"use strict";
// Loaded ahead of a program that is measured: at its end, writes the most memory that the process ever held, in KiB.
// The system never says less than what the process that started it held, which must therefore be a small one.
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS)));
