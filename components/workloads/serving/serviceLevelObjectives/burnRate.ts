/** Days over which a service may spend its error budget. */
const objectiveDays = 30;

/** When a budget is spent too fast. Both windows have to say so: the long one that it matters, the short one that it goes on. */
export interface BurnWindow {
  readonly longHours: number;
  /** A twelfth of the long one. */
  readonly shortMinutes: number;
  /** Share of the month's budget that is gone after the long window. */
  readonly budgetShare: number;
}

/**
 * Windows of the SRE workbook, by how soon somebody has to look: https://sre.google/workbook/alerting-on-slos/. Its
 * longest one, three days, is left out: it reads more samples than all others together.
 */
export const burnWindows = {
  fast: [
    { longHours: 1, shortMinutes: 5, budgetShare: 0.02 },
    { longHours: 6, shortMinutes: 30, budgetShare: 0.05 },
  ],
  slow: [{ longHours: 24, shortMinutes: 120, budgetShare: 0.1 }],
} as const satisfies Record<string, readonly BurnWindow[]>;

/** How many times as fast as allowed a budget goes that has lost a window's share after it: 1 lasts just the month. */
export function burnRate({ longHours, budgetShare }: BurnWindow): number {
  return (budgetShare * objectiveDays * 24) / longHours;
}

/** Share of bad requests above which a window's burn rate is exceeded. */
export function badShareLimit(window: BurnWindow, objectivePercent: number): number {
  // Rounded: binary fractions would show in the expression.
  return Number((burnRate(window) * (1 - objectivePercent / 100)).toPrecision(6));
}

/** What to count, as PromQL: rates of requests for each second over a range such as `5m`. */
export interface RequestRates {
  readonly bad: (range: string) => string;
  readonly all: (range: string) => string;
}

/**
 * Bad requests within the long window that somebody is called for at the least: at night one of ten requests is no
 * outage.
 */
const fewestBadRequests = 5;

/** PromQL that is true where one of the windows sees the budget go too fast. Its value is the share of bad requests. */
export function burnExpression(rates: RequestRates, windows: readonly BurnWindow[], objectivePercent: number): string {
  return windows.map((window) => oneWindow(rates, window, badShareLimit(window, objectivePercent))).join(" or ");
}

function oneWindow({ bad, all }: RequestRates, { longHours, shortMinutes }: BurnWindow, limit: number): string {
  const [long, short] = [`${longHours}h`, `${shortMinutes}m`];
  const seconds = longHours * 3600;
  return (
    `(${bad(long)} / ${all(long)} > ${limit}` +
    ` and ${bad(short)} / ${all(short)} > ${limit}` +
    ` and ${bad(long)} * ${seconds} >= ${fewestBadRequests})`
  );
}
