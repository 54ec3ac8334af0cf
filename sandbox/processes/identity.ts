import { spawnSync } from "node:child_process";
import { readIfExists } from "../home";

/**
 * Returns the start time of a process in the system's format. Together with its ID, it identifies the process uniquely.
 *
 * @returns undefined if the process does not run. A zombie process does not run.
 */
export function startOf(pid: number): string | undefined {
  return process.platform === "linux" ? startOnLinux(pid) : startByPs(pid);
}

/**
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: field 3 is the state, field 22 the start in clock ticks.
 */
function startOnLinux(pid: number): string | undefined {
  const stat = readIfExists(`/proc/${pid}/stat`);
  // The second field is the command's name in brackets. It may contain spaces and brackets.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === "Z" || state === "X" ? undefined : start;
}

function startByPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", ...start] = stdout.trim().split(/\s+/);
  return status !== 0 || state.startsWith("Z") ? undefined : start.join(" ");
}
