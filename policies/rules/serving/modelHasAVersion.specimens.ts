import { specimens } from "../../specimen";
import { deployment } from "../../specimens/pods";
import { modelService, servedContainer, servedModel } from "../../specimens/serving";
import { rule } from "./modelHasAVersion";

const from = (storageUri: string) => servedModel({ service: { predictor: { model: { storageUri } } } });
const environment = (env: readonly { name: string; value: string }[]) =>
  modelService({ deployment: { containers: { main: { env: [...env] } } } });

export default specimens(rule, {
  passing: [
    { title: "a model in a numbered folder", stack: servedModel() },
    {
      title: "a numbered folder, and a number in the model's name",
      stack: from("s3://mlops-artifacts/models/3d-unet/v12"),
    },
    { title: "a file below a versioned folder", stack: from("pvc://models/churn/2026-01-31/model.joblib") },
    {
      title: "a model of an MLflow run",
      stack: from("s3://mlops-artifacts/mlflow/7/0123456789abcdef0123456789abcdef/artifacts/model"),
    },
    {
      title: "an image with a version as tag",
      stack: from("oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn:1.4.0"),
    },
    {
      title: "an image with a digest",
      stack: from(`oci://111122223333.dkr.ecr.us-east-1.amazonaws.com/mlops/churn@sha256:${"a".repeat(64)}`),
    },
    {
      title: "a container of the team with a model in a numbered folder",
      stack: servedContainer("s3://mlops-artifacts/teams/vision/models/churn/1/"),
    },
    { title: "a ModelService with a version of the model registry", stack: modelService() },
    { title: "a Deployment that serves no model", stack: [deployment()] },
  ],
  failing: [
    {
      title: "a model in the folder latest",
      stack: from("s3://mlops-artifacts/teams/vision/models/churn/latest/"),
      message: "the served model must have a fixed version in: v1",
    },
    {
      title: "a container of the team with a model in the folder latest",
      stack: servedContainer("s3://mlops-artifacts/teams/vision/models/churn/latest/"),
      message: "the served model must have a fixed version in: v1",
    },
    {
      title: "a model with a number in its name and no version",
      stack: from("s3://mlops-artifacts/models/resnet50/3d-unet/"),
      message: "the served model must have a fixed version in: v1",
    },
    {
      title: "an image with a registry port and an alias as tag",
      stack: from("oci://registry.internal:5000/churn:prod"),
      message: "the served model must have a fixed version in: v1",
    },
    {
      title: "a canary without a version",
      stack: servedModel({
        canaries: { next: { trafficPercent: 10, storageUri: "s3://mlops-artifacts/models/churn/" } },
      }),
      message: "the served model must have a fixed version in: next",
    },
    {
      title: "one of several addresses without a version",
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
      message: "the served model must have a fixed version in: v1",
    },
    {
      title: "a ModelService with an alias of the model registry",
      stack: environment([{ name: "MODEL_VERSION", value: "champion" }]),
      message: "the served model must have a fixed version in: MODEL_VERSION",
    },
    {
      title: "a ModelService without a version",
      stack: environment([]),
      message: "the served model must have a fixed version in: MODEL_VERSION",
    },
  ],
});
