import { specimens } from "../../specimen";
import { servedModel } from "../../specimens/serving";
import { rule } from "./modelComesFromTheRegistry";

const from = (storageUri: string) => servedModel({ service: { predictor: { model: { storageUri } } } });

export default specimens(rule, {
  passing: [
    { of: "the bucket", stack: servedModel() },
    { of: "a volume", stack: from("pvc://models/churn/1/") },
    { of: "an image", stack: from("oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn:1.4.0") },
  ],
  failing: [
    { of: "a public repository", stack: from("hf://acme/churn:1.0"), says: "reads a model from elsewhere: v1" },
    {
      of: "a page",
      stack: from("https://models.example.com/churn/1/model.joblib"),
      says: "reads a model from elsewhere: v1",
    },
    {
      of: "a canary from elsewhere",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10, storageUri: "gs://acme-models/churn/2/" } } }),
      says: "reads a model from elsewhere: v2",
    },
  ],
});
