/** Workers that run one operation at a time each. */
export class Workers {
  readonly #freeAt: number[];

  constructor(count: number) {
    this.#freeAt = Array<number>(count).fill(0);
  }

  /**
   * Runs an operation on the worker that is free first.
   *
   * @param ready Earliest start, in seconds.
   * @returns its start, in seconds.
   */
  run(ready: number, seconds: number): number {
    const freeAt = Math.min(...this.#freeAt);
    const start = Math.max(ready, freeAt);
    this.#freeAt[this.#freeAt.indexOf(freeAt)] = start + seconds;
    return start;
  }
}
