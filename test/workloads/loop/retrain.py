"""What drift starts in the test: writes a new data set with the drift of the customers, and retrains.

retrain.py FOLDER FEATURE_DRIFT CONCEPT_DRIFT NAME
"""

import json
import sys

from churn import generate, retrain

folder, feature_drift, concept_drift, name = sys.argv[1:]
drift = ["--feature-drift", feature_drift, "--concept-drift", concept_drift]
data = generate.main(["--output", folder, "--rows", "6000", "--seed", "50", "--snapshot", "2026-10-01", *drift])
print(json.dumps(retrain.main(["--data", str(data["data"]), "--name", name])))
