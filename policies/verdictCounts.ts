import type { Verdict } from "./verdict";

/** Number of verdicts by status. */
type StatusCounts = Readonly<Record<Verdict["status"], number>>;

/** Number of verdicts in total and by rule. Passed verdicts are counted but not listed. */
export interface VerdictCounts {
  readonly total: StatusCounts;
  /** Counts by the name of the rule. */
  readonly rules: Readonly<Record<string, StatusCounts>>;
}

const none: StatusCounts = { pass: 0, fail: 0, deferred: 0, waived: 0, error: 0 };

/** Counts verdicts, so that callers need not keep those that passed. */
export class VerdictCounter {
  private readonly rules = new Map<string, Record<Verdict["status"], number>>();

  count({ rule, status }: Pick<Verdict, "rule" | "status">): void {
    let own = this.rules.get(rule);
    if (!own) {
      own = { ...none };
      this.rules.set(rule, own);
    }
    own[status] += 1;
  }

  counts(): VerdictCounts {
    const total = { ...none };
    for (const own of this.rules.values()) {
      total.pass += own.pass;
      total.fail += own.fail;
      total.deferred += own.deferred;
      total.waived += own.waived;
      total.error += own.error;
    }
    return { total, rules: Object.fromEntries(this.rules) };
  }
}
