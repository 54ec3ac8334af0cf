"""Logs a folder as the model of a run and registers it as version 1.

register.py NAME FOLDER
"""

import sys

import mlflow

name, folder = sys.argv[1:]
client = mlflow.MlflowClient()
mlflow.set_experiment(name)
with mlflow.start_run() as run:
    mlflow.log_artifacts(folder, "model")
client.create_registered_model(name)
client.create_model_version(name, f"{run.info.artifact_uri}/model", run.info.run_id)
