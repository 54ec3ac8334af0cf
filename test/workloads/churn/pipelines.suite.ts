import { workloadSuite } from "../support/workloadSuite";

await workloadSuite("churn/pipelines");
