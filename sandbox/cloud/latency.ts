import { setTimeout } from "node:timers/promises";

/** Passes a part of the time that AWS takes. */
export class Latency {
  /** @param factor Simulated seconds for each of AWS's; 0 for no time at all. */
  constructor(readonly factor: number) {}

  /** @throws Error where the variable is no number from 0 up. */
  static fromEnvironment({ MLOPS_SANDBOX_LATENCY }: NodeJS.ProcessEnv): Latency {
    const text = MLOPS_SANDBOX_LATENCY ?? "0.01";
    const factor = Number(text);
    if (text.trim() === "" || !Number.isFinite(factor) || factor < 0) {
      throw new Error(
        `MLOPS_SANDBOX_LATENCY is "${text}"\n  fix: a factor from 0 (no time) to 1 (AWS's own), such as 0.01`,
      );
    }
    return new Latency(factor);
  }

  async pass(seconds: number): Promise<void> {
    if (this.factor > 0) await setTimeout(seconds * this.factor * 1000);
  }

  /** Tries again, with pauses, until it works or the time that AWS's provider waits is over. */
  async insist<Result>(seconds: number, attempt: () => Result): Promise<Result> {
    const end = Date.now() + seconds * this.factor * 1000;
    for (;;) {
      try {
        return attempt();
      } catch (error) {
        if (Date.now() >= end) throw error;
        await setTimeout(50);
      }
    }
  }
}
