"""Compares logged predictions with the training of a model, and decides whether to retrain it.

`python -m drift.run --help`
"""
