import { Progress } from "../../../sandbox/progress";
import { readyToolchain } from "../../../sandbox/toolchain/toolchain";

/** Builds the tools before the first test, with progress messages, because a build can take half an hour. */
export async function setup(): Promise<void> {
  const progress = new Progress();
  progress.step("looking for tools");
  await readyToolchain(progress);
  progress.finish();
}
