import { specimens } from "../../specimen";
import { deployment } from "../../specimens/pods";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./modelHasAVersion";

const from = (storageUri: string) => servedModel({ service: { predictor: { model: { storageUri } } } });
const environment = (env: readonly { name: string; value: string }[]) =>
  modelService({ deployment: { containers: { main: { env: [...env] } } } });

export default specimens(rule, {
  passing: [
    { of: "a numbered folder", stack: servedModel() },
    {
      of: "a numbered folder of a model with a number in its name",
      stack: from("s3://mlops-artifacts/models/3d-unet/v12"),
    },
    { of: "files below a version", stack: from("pvc://models/churn/2026-01-31/model.joblib") },
    {
      of: "a run of MLflow",
      stack: from("s3://mlops-artifacts/mlflow/7/0123456789abcdef0123456789abcdef/artifacts/model"),
    },
    { of: "a tag", stack: from("oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn:1.4.0") },
    {
      of: "a digest",
      stack: from(`oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn@sha256:${"a".repeat(64)}`),
    },
    { of: "a version of the registry", stack: modelService() },
    { of: "a Deployment that serves no model", stack: [deployment()] },
  ],
  failing: [
    {
      of: "an alias",
      stack: from("s3://mlops-artifacts/teams/vision/models/churn/latest/"),
      says: "serves no certain version: v1",
    },
    {
      of: "a model with a number in its name, without a version",
      stack: from("s3://mlops-artifacts/models/resnet50/3d-unet/"),
      says: "serves no certain version: v1",
    },
    {
      of: "a registry's port, and a tag that moves",
      stack: from("oci://registry.internal:5000/churn:prod"),
      says: "serves no certain version: v1",
    },
    {
      of: "a canary without a version",
      stack: servedModel({
        canaries: { next: { trafficPercent: 10, storageUri: "s3://mlops-artifacts/models/churn/" } },
      }),
      says: "serves no certain version: next",
    },
    {
      of: "one of several addresses",
      stack: servedModel({
        service: {
          predictor: {
            model: { storageUri: undefined },
            storageUris: [
              { uri: "s3://mlops-artifacts/models/churn/1/", mountPath: "/mnt/models/churn" },
              { uri: "s3://mlops-artifacts/models/tokenizer/stable/", mountPath: "/mnt/models/tokenizer" },
            ],
          },
        },
      }),
      says: "serves no certain version: v1",
    },
    {
      of: "an alias of the registry",
      stack: environment([{ name: "MODEL_VERSION", value: "champion" }]),
      says: "serves no certain version: MODEL_VERSION",
    },
    {
      of: "a ModelService that says nothing",
      stack: environment([]),
      says: "serves no certain version: MODEL_VERSION",
    },
  ],
});
