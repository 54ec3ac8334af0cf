import { z } from "zod";

/** A fault in the control API. */
export const faultSchema = z.strictObject({
  id: z.string(),
  operation: z.enum(["create", "update", "delete", "read"]),
  type: z.string().optional(),
  /** Part of the resource's URN. */
  urn: z.string().optional(),
  /** Number of the matching operation that fails, counted from the setting of the fault. */
  nth: z.int().positive().default(1),
  effect: z.discriminatedUnion("kind", [
    /** The operation fails without a change. */
    z.strictObject({ kind: z.literal("fail"), message: z.string(), code: z.string() }),
    /** AWS throttles the operation this many times, and the provider retries. */
    z.strictObject({ kind: z.literal("throttle"), times: z.int().positive() }),
    /** The change happens but the caller gets no answer, as with a killed engine. */
    z.strictObject({ kind: z.literal("hang") }),
    /** The resource is created but does not become ready. */
    z.strictObject({ kind: z.literal("partial"), message: z.string() }),
    /** The change happens and the cloud's process terminates immediately. */
    z.strictObject({ kind: z.literal("crash") }),
  ]),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type FaultEffect = Fault["effect"];

/** A fault and its counters. */
export type FaultState = Fault & {
  /** Number of matching operations. */
  readonly seen: number;
  /** 0 or 1, because a fault happens once. */
  readonly fired: number;
};

/** The faults that are set. */
export class Faults {
  private states: FaultState[] = [];

  /** Replaces all faults and resets their counters. */
  set(faults: readonly Fault[]): void {
    this.states = faults.map((fault) => ({ ...fault, seen: 0, fired: 0 }));
  }

  list(): readonly FaultState[] {
    return this.states;
  }

  /** Counts an operation. @returns the effect of a matching fault, or undefined. */
  next(operation: Fault["operation"], type: string, urn: string): FaultEffect | undefined {
    let effect: FaultEffect | undefined;
    this.states = this.states.map((state) => {
      if (state.operation !== operation || (state.type !== undefined && state.type !== type)) return state;
      if (state.urn !== undefined && !urn.includes(state.urn)) return state;
      const seen = state.seen + 1;
      if (seen !== state.nth || effect !== undefined) return { ...state, seen };
      effect = state.effect;
      return { ...state, seen, fired: 1 };
    });
    return effect;
  }
}
