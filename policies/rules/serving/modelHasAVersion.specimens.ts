import { specimens } from "../../specimen";
import { deployment } from "../../specimens/pods";
import { modelService, servedModel } from "../../specimens/serving";
import { rule } from "./modelHasAVersion";

const from = (storageUri: string) => servedModel({ service: { predictor: { model: { storageUri } } } });
const environment = (env: readonly { name: string; value: string }[]) =>
  modelService({ deployment: { containers: { main: { env: [...env] } } } });

export default specimens(rule, {
  passing: [
    { of: "a model in a numbered folder", stack: servedModel() },
    {
      of: "a numbered folder, and a number in the model's name",
      stack: from("s3://mlops-artifacts/models/3d-unet/v12"),
    },
    { of: "a file below a versioned folder", stack: from("pvc://models/churn/2026-01-31/model.joblib") },
    {
      of: "a model of an MLflow run",
      stack: from("s3://mlops-artifacts/mlflow/7/0123456789abcdef0123456789abcdef/artifacts/model"),
    },
    {
      of: "an image with a version as tag",
      stack: from("oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn:1.4.0"),
    },
    {
      of: "an image with a digest",
      stack: from(`oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn@sha256:${"a".repeat(64)}`),
    },
    { of: "a ModelService with a version of the model registry", stack: modelService() },
    { of: "a Deployment that serves no model", stack: [deployment()] },
  ],
  failing: [
    {
      of: "a model in the folder latest",
      stack: from("s3://mlops-artifacts/teams/vision/models/churn/latest/"),
      says: "the served model must have a fixed version in: v1",
    },
    {
      of: "a model with a number in its name and no version",
      stack: from("s3://mlops-artifacts/models/resnet50/3d-unet/"),
      says: "the served model must have a fixed version in: v1",
    },
    {
      of: "an image with a registry port and an alias as tag",
      stack: from("oci://registry.internal:5000/churn:prod"),
      says: "the served model must have a fixed version in: v1",
    },
    {
      of: "a canary without a version",
      stack: servedModel({
        canaries: { next: { trafficPercent: 10, storageUri: "s3://mlops-artifacts/models/churn/" } },
      }),
      says: "the served model must have a fixed version in: next",
    },
    {
      of: "one of several addresses without a version",
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
      says: "the served model must have a fixed version in: v1",
    },
    {
      of: "a ModelService with an alias of the model registry",
      stack: environment([{ name: "MODEL_VERSION", value: "champion" }]),
      says: "the served model must have a fixed version in: MODEL_VERSION",
    },
    {
      of: "a ModelService without a version",
      stack: environment([]),
      says: "the served model must have a fixed version in: MODEL_VERSION",
    },
  ],
});
