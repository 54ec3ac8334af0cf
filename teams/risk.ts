import type { MlPlatform } from "../components/platform/platform";
import { TrainingJob } from "../components/workloads/trainingJob/trainingJob";

/** Workloads of team `risk`: gradient boosting on tables, without a GPU. */
export function risk(platform: MlPlatform): void {
  new TrainingJob("scoring", {
    workspace: platform.workspace("risk"),
    image: platform.data.repositories.image("trainer", "1.0.0"),
    command: ["python", "train.py"],
    datasets: { loans: "datasets/loans" },
  });
}
