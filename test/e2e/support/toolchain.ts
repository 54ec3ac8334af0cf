import { Progress } from "../../../sandbox/progress";
import { readyToolchain } from "../../../sandbox/toolchain/toolchain";

/** Builds the tools before the first test, and says so: a test that waits half an hour for Go looks like one that hangs. */
export async function setup(): Promise<void> {
  const progress = new Progress();
  progress.step("looking for tools");
  await readyToolchain(progress);
  progress.finish();
}
