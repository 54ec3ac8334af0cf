import { formatReport, type IssueReport } from "../schema/issue";
import { UserError } from "./userError";

/** All issues of the arguments of a program's components. */
export class ArgumentsError extends UserError {
  override readonly name = "ArgumentsError";

  constructor(readonly reports: readonly IssueReport[]) {
    super(reports.map(formatReport).join("\n\n"));
  }
}

/** A report, or a function that returns one after the program has run. */
type PendingReport = IssueReport | (() => IssueReport);

let reports: PendingReport[] = [];

/**
 * Reports issues of a part of the program and lets the program continue. After it has run, it fails with one
 * `ArgumentsError` with all reports.
 *
 * The error is an unhandled rejection, like errors of Pulumi's resource operations. Both Pulumi's language host and the
 * plan's recorder handle it. `pulumi up` fails in its preview. With `--skip-preview`, Pulumi creates the other
 * resources of the program, as after any error of a program.
 */
export function reportAfterProgram(report: PendingReport): void {
  reports.push(report);
  if (reports.length === 1) void failAfterProgram();
}

/** A program loads synchronously: all its resources are declared before the next turn of the event loop. */
async function failAfterProgram(): Promise<never> {
  await new Promise(setImmediate);
  const all = reports;
  reports = [];
  throw new ArgumentsError(all.map((report) => (typeof report === "function" ? report() : report)));
}
