import { specimens } from "../../specimen";
import { servedContainer, servedModel } from "../../specimens/serving";
import { rule } from "./modelComesFromTheRegistry";

const from = (storageUri: string) => servedModel({ service: { predictor: { model: { storageUri } } } });

export default specimens(rule, {
  passing: [
    { title: "a model in the bucket", stack: servedModel() },
    {
      title: "a container of the team with a model in the bucket",
      stack: servedContainer("s3://mlops-artifacts/models/churn/1/"),
    },
    { title: "a model on a volume", stack: from("pvc://models/churn/1/") },
    {
      title: "a model in an image",
      stack: from("oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn:1.4.0"),
    },
  ],
  failing: [
    {
      title: "a model in a public repository",
      stack: from("hf://acme/churn:1.0"),
      message: "predictors must read their model from s3://, pvc:// or oci://: v1",
    },
    {
      title: "a container of the team with a model in a public repository",
      stack: servedContainer("hf://acme/churn:1.0"),
      message: "predictors must read their model from s3://, pvc:// or oci://: v1",
    },
    {
      title: "a model on a web page",
      stack: from("https://models.example.com/churn/1/model.joblib"),
      message: "predictors must read their model from s3://, pvc:// or oci://: v1",
    },
    {
      title: "a canary with a model in another cloud",
      stack: servedModel({ canaries: { v2: { trafficPercent: 10, storageUri: "gs://acme-models/churn/2/" } } }),
      message: "predictors must read their model from s3://, pvc:// or oci://: v2",
    },
  ],
});
