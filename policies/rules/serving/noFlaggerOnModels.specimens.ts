import { specimens } from "../../specimen";
import { flaggerCanary } from "../../specimens/serving";
import { rule } from "./noFlaggerOnModels";

export default specimens(rule, {
  passing: [
    {
      of: "a Deployment of the team's own",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "main" })],
    },
  ],
  failing: [
    {
      of: "a Deployment of KServe's",
      stack: [flaggerCanary({ apiVersion: "apps/v1", kind: "Deployment", name: "churn-v1-predictor" })],
      says: "takes over what KServe keeps: churn-v1-predictor",
    },
    {
      of: "an InferenceService",
      stack: [flaggerCanary({ apiVersion: "serving.kserve.io/v1beta1", kind: "InferenceService", name: "churn" })],
      says: "takes over what KServe keeps: churn",
    },
  ],
});
