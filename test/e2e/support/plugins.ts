import { readdirSync, readFileSync } from "node:fs";
import type { Sandbox } from "../../../sandbox/sandbox";

/** Returns the command lines of running language hosts and providers that Pulumi started for a sandbox. Linux only. */
export function plugins(sandbox: Sandbox): string[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();
    const isPlugin = /languageHost\.ts|\/pulumi-resource-kubernetes /.test(command);
    return isPlugin && read(`/proc/${pid}/environ`).includes(sandbox.home.folder) ? [command] : [];
  });
}

/** Reads a file of a process. Returns an empty text if the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
