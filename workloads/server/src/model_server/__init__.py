"""Serves a model of scikit-learn with version 2 of the Open Inference Protocol over HTTP."""

import os

# Before numpy is imported. Batches are small: more threads cost more than they gain, and they would follow the cores of
# the node instead of the CPU of the container.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
