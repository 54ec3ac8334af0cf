import { workloadSuite } from "./support/workloadSuite";

await workloadSuite("drift");
