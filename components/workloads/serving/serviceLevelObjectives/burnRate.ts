/** Period of an error budget, days. */
const objectiveDays = 30;

/**
 * A pair of windows. An alert requires both: the long window shows that it matters, the short one that it still
 * happens.
 */
export interface BurnWindow {
  readonly longHours: number;
  /** The short window: a twelfth of the long one. */
  readonly shortMinutes: number;
  /** Share of the period's budget that is spent within the long window. */
  readonly budgetShare: number;
}

/**
 * Windows of the SRE workbook by severity: https://sre.google/workbook/alerting-on-slos/. Its longest window, three
 * days, is not used, because it reads more samples than all others together.
 */
export const burnWindows = {
  fast: [
    { longHours: 1, shortMinutes: 5, budgetShare: 0.02 },
    { longHours: 6, shortMinutes: 30, budgetShare: 0.05 },
  ],
  slow: [{ longHours: 24, shortMinutes: 120, budgetShare: 0.1 }],
} as const satisfies Record<string, readonly BurnWindow[]>;

/**
 * Returns the burn rate at which a window's share of the budget is spent within the window. At 1, the budget lasts the
 * period.
 */
export function burnRate({ longHours, budgetShare }: BurnWindow): number {
  return (budgetShare * objectiveDays * 24) / longHours;
}

/** Returns the share of bad requests above which a window's burn rate is exceeded. */
export function badShareLimit(window: BurnWindow, objectivePercent: number): number {
  // Rounded, to keep binary fractions out of the expression.
  return Number((burnRate(window) * (1 - objectivePercent / 100)).toPrecision(6));
}

/** PromQL expressions for request rates per second over a range such as `5m`. */
export interface RequestRates {
  readonly bad: (range: string) => string;
  readonly all: (range: string) => string;
}

/**
 * Minimum number of bad requests within the long window for an alert. At night, one bad request of ten is not an
 * outage.
 */
const fewestBadRequests = 5;

/**
 * Returns the PromQL expression that is true if one of the windows exceeds its burn rate. Its value is the share of bad
 * requests.
 */
export function burnExpression(rates: RequestRates, windows: readonly BurnWindow[], objectivePercent: number): string {
  return windows.map((window) => windowExpression(rates, window, badShareLimit(window, objectivePercent))).join(" or ");
}

function windowExpression({ bad, all }: RequestRates, { longHours, shortMinutes }: BurnWindow, limit: number): string {
  const [long, short] = [`${longHours}h`, `${shortMinutes}m`];
  const seconds = longHours * 3600;
  return (
    `(${bad(long)} / ${all(long)} > ${limit}` +
    ` and ${bad(short)} / ${all(short)} > ${limit}` +
    ` and ${bad(long)} * ${seconds} >= ${fewestBadRequests})`
  );
}
