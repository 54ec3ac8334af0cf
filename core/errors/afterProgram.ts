import { formatReport, type IssueReport } from "../schema/issue";
import { UserError } from "./userError";

/** All that is wrong with the arguments of a program's components. */
export class ArgumentsError extends UserError {
  override readonly name = "ArgumentsError";

  constructor(readonly reports: readonly IssueReport[]) {
    super(reports.map(formatReport).join("\n\n"));
  }
}

/** A report, or a function that returns it once the program has run. */
type PendingReport = IssueReport | (() => IssueReport);

let reports: PendingReport[] = [];

/**
 * Reports what is wrong with a part of the program, and lets the program go on: once it has run, it fails with one
 * `ArgumentsError` of all reports.
 *
 * The error is a promise's that nobody awaits, as the errors of Pulumi's own resource operations are. Whoever runs the
 * program takes them, Pulumi's language host and the plan's recorder alike. `pulumi up` ends with its preview. With
 * `--skip-preview`, Pulumi makes what else the program declares, as after any other error of a program.
 */
export function reportAfterProgram(report: PendingReport): void {
  reports.push(report);
  if (reports.length === 1) void failAfterProgram();
}

/** A program is loaded in one go: what it declares is declared before the next turn of the event loop. */
async function failAfterProgram(): Promise<never> {
  await new Promise(setImmediate);
  const all = reports;
  reports = [];
  throw new ArgumentsError(all.map((report) => (typeof report === "function" ? report() : report)));
}
