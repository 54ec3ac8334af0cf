import { placementFields, runbooksField } from "../fields";
import { allowFromField } from "./allowFrom";
import { sizeField } from "./containerSize";
import { loadSecondsField } from "./probes";
import { replicasFields } from "./replicas";
import { requestSecondsField } from "./requestTime";
import { objectivesField } from "./serviceLevelObjectives/objectives";

/** Arguments of every kind of served model. */
export const servingFields = {
  loadSeconds: loadSecondsField,
  requestSeconds: requestSecondsField,
  ...replicasFields,
  resources: sizeField,
  ...placementFields,
  allowFrom: allowFromField,
  objectives: objectivesField,
  runbooks: runbooksField,
};
