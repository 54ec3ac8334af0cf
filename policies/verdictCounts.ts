import type { Verdict } from "./verdict";

/** How many verdicts there are of each status. */
type StatusCounts = Readonly<Record<Verdict["status"], number>>;

/** How many verdicts there are: those that passed are many, and say nothing but that. */
export interface VerdictCounts {
  readonly total: StatusCounts;
  /** By the name of the rule. */
  readonly rules: Readonly<Record<string, StatusCounts>>;
}

const none: StatusCounts = { pass: 0, fail: 0, deferred: 0, waived: 0, error: 0 };

/** Counts verdicts, so that nobody has to keep those that passed. */
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
