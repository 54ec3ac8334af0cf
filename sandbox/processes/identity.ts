import { spawnSync } from "node:child_process";
import { readIfThere } from "../home";

/**
 * When a process started, in the system's own terms: together with its id it names one process for all time.
 *
 * @returns undefined where no such process runs. One that has ended and waits for its parent does not run.
 */
export function startOf(pid: number): string | undefined {
  return process.platform === "linux" ? startOnLinux(pid) : startByPs(pid);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: field 3 is the state, field 22 the start in clock ticks. */
function startOnLinux(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The second field is the command's name, in brackets, and may hold anything, spaces and brackets too.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, start] = [fields?.[0], fields?.[19]];
  return state === "Z" || state === "X" ? undefined : start;
}

function startByPs(pid: number): string | undefined {
  const { status, stdout } = spawnSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const [state = "", ...start] = stdout.trim().split(/\s+/);
  return status !== 0 || state.startsWith("Z") ? undefined : start.join(" ");
}
