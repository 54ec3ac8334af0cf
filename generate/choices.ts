import { choicesPage } from "../plan/choices/choices";
import { fixtureSettings } from "../test/fixtures/fixtures";

/** `docs/choices.md`: an example, because the pools and teams of a stack are its own. */
export function choicesExample(): string {
  return choicesPage(fixtureSettings("prod"), [
    "<!-- Written by npm run generate. -->",
    "",
    "This page describes the example stack `prod`, with pools for CPUs, for GPUs, for shared GPUs and for training on several",
    "nodes. For your own stack, ask the plan: `npm run plan -- --stack prod --choices choices.md`.",
  ]);
}
