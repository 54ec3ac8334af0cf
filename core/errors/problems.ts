import { UserError } from "./userError";

/** One problem as it is reported: whose it is, what is wrong, what to do. */
export function problem(subject: string, message: string, fix: string): string {
  return `${subject}: ${message}\n  fix: ${fix}`;
}

/** What is wrong with the arguments of one thing: collected, so that one error tells all of it. */
export class Problems {
  private readonly found: string[] = [];

  /** @param subject Whose arguments: `TrainingJob "mnist"`. */
  constructor(readonly subject: string) {}

  add(message: string, fix: string): void {
    this.found.push(problem(this.subject, message, fix));
  }

  /** Takes over what a function has found, each in the form of `problem`. */
  addAll(problems: readonly string[]): void {
    this.found.push(...problems);
  }

  /**
   * @throws UserError with all problems, where there are any: Pulumi shows it without a stack, since it is its user's
   * mistake.
   */
  throwIfAny(): void {
    if (this.found.length > 0) throw new UserError(this.found.join("\n"));
  }
}
