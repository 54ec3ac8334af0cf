/** USD a month: with pools at their minimum, at their expected size and at their maximum. */
export interface Monthly {
  readonly minimum: number;
  readonly expected: number;
  readonly maximum: number;
}

/** The cost of one part of a resource. */
export interface CostItem {
  readonly urn: string;
  readonly component: string;
  readonly item: string;
  readonly monthly: Monthly;
  /** The calculation, for people. */
  readonly basis: string;
}

/** The cost estimate of a plan. */
export interface Cost {
  readonly currency: "USD";
  /** Date of the prices, as YYYY-MM-DD. */
  readonly asOf: string;
  readonly monthly: Monthly;
  readonly items: readonly CostItem[];
  /** URNs of resources with costs that the estimate does not include. */
  readonly unpriced: readonly string[];
}
