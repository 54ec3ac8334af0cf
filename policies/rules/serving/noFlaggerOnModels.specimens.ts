import { specimens } from "../../specimen";
import { flaggerCanary } from "../../specimens/serving";
import { rule } from "./noFlaggerOnModels";

export default specimens(rule, {
  passing: [
    {
      of: "a Canary for a team's own Deployment",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "main" })],
    },
  ],
  failing: [
    {
      of: "a Canary for a Deployment of KServe",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "churn-v1-predictor" })],
      says: "the Canary must not target a Deployment of KServe: churn-v1-predictor",
    },
    {
      of: "a Canary for an InferenceService",
      stack: [flaggerCanary({ apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", name: "churn" })],
      says: "the Canary must not target a Deployment of KServe: churn",
    },
  ],
});
