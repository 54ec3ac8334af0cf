import { workloadSuite } from "./support/workloadSuite";

await workloadSuite("server");
