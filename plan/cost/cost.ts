/** A monthly sum: what is always there, what is expected, what the pools may grow to. */
export interface Monthly {
  readonly minimum: number;
  readonly expected: number;
  readonly maximum: number;
}

/** What one part of a resource costs. */
export interface CostItem {
  readonly urn: string;
  readonly component: string;
  readonly item: string;
  readonly monthly: Monthly;
  /** How the sum comes about. */
  readonly basis: string;
}

/** The estimate, as the plan holds it. */
export interface Cost {
  readonly currency: "USD";
  /** Day of the prices. */
  readonly asOf: string;
  readonly monthly: Monthly;
  readonly items: readonly CostItem[];
  /** URNs of what may cost something that the plan does not know. */
  readonly unpriced: readonly string[];
}
