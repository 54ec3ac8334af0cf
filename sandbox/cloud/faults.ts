import { z } from "zod";

/** A fault, as the control API takes it. */
export const faultSchema = z.strictObject({
  id: z.string(),
  operation: z.enum(["create", "update", "delete", "read"]),
  type: z.string().optional(),
  /** Part of the resource's URN. */
  urn: z.string().optional(),
  /** Which of the operations that fit, counted from when the fault is set. */
  nth: z.int().positive().default(1),
  effect: z.discriminatedUnion("kind", [
    /** Nothing happens but the error. */
    z.strictObject({ kind: z.literal("fail"), message: z.string(), code: z.string() }),
    /** AWS asks to come back later, so many times; the provider does. */
    z.strictObject({ kind: z.literal("throttle"), times: z.int().positive() }),
    /** It happens, and nobody hears of it: what a killed engine leaves behind. */
    z.strictObject({ kind: z.literal("hang") }),
    /** It is made and does not become what it should. */
    z.strictObject({ kind: z.literal("partial"), message: z.string() }),
    /** It happens, and the cloud's process ends at once. */
    z.strictObject({ kind: z.literal("crash") }),
  ]),
});

export type Fault = z.output<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;
export type FaultEffect = Fault["effect"];

/** A fault and what became of it. */
export type FaultState = Fault & {
  /** Operations that fitted. */
  readonly seen: number;
  /** 0 or 1: a fault happens once. */
  readonly fired: number;
};

/** What goes wrong, and when. */
export class Faults {
  private states: FaultState[] = [];

  /** Replaces all. */
  set(faults: readonly Fault[]): void {
    this.states = faults.map((fault) => ({ ...fault, seen: 0, fired: 0 }));
  }

  list(): readonly FaultState[] {
    return this.states;
  }

  /** Counts an operation. @returns what happens to it, where something does. */
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
