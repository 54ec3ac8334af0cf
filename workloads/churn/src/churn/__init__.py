"""Predicts which customers leave within 90 days.

Every step is a program with the same arguments on a laptop, in Argo Workflows and in Kubeflow Pipelines:
`python -m churn.<step> --help`.
"""
