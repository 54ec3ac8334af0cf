"""Retrains the model of customer churn in Kubeflow Pipelines. The same steps for Argo Workflows: argo.yaml."""
