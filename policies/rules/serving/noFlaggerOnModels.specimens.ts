import { specimens } from "../../specimen";
import { flaggerCanary } from "../../specimens/serving";
import { rule } from "./noFlaggerOnModels";

export default specimens(rule, {
  passing: [
    {
      title: "a Canary for a team's own Deployment",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "main" })],
    },
  ],
  failing: [
    {
      title: "a Canary for a Deployment of KServe",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "churn-v1-predictor" })],
      message: "the Canary must not target a Deployment of KServe: churn-v1-predictor",
    },
    {
      title: "a Canary for an InferenceService",
      stack: [flaggerCanary({ apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", name: "churn" })],
      message: "the Canary must not target a Deployment of KServe: churn",
    },
  ],
});
