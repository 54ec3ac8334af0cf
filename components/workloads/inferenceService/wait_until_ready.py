"""Waits until all pods of a Deployment have a version's content and the version answers.

wait_until_ready.py DEPLOYMENT FINGERPRINT URL POD_SECONDS

Exit code 3: for POD_SECONDS no pod has become ready and none has ended.
"""

import json
import os
import pathlib
import ssl
import sys
import time
import urllib.error
import urllib.request

PAUSE_SECONDS = 5
NO_PROGRESS = 3
ANNOTATION = "mlops.platform/fingerprint"
ACCOUNT = pathlib.Path("/var/run/secrets/kubernetes.io/serviceaccount")


def get(url, headers=None, context=None):
    """Returns the body of a response with status 200, and no reason, or no body and the reason."""
    try:
        request = urllib.request.Request(url, headers=headers or {})
        with urllib.request.urlopen(request, timeout=PAUSE_SECONDS, context=context) as answer:
            return (answer.read(), None) if answer.status == 200 else (None, f"answers {answer.status}")
    except urllib.error.HTTPError as error:
        return None, f"answers {error.code}"
    # No DNS name, no connection, a timeout, or a response that is not HTTP.
    except Exception as error:
        return None, str(error) or type(error).__name__


def why_not_rolled_out(deployment, fingerprint):
    """Returns the reason why not all pods have the content with this fingerprint, or None if they have."""
    metadata, spec, status = deployment["metadata"], deployment["spec"], deployment.get("status", {})
    pods = spec["template"]["metadata"].get("annotations", {})
    if pods.get(ANNOTATION) != fingerprint:
        return "KServe has not updated it yet"
    if status.get("observedGeneration", 0) < metadata["generation"]:
        return "Kubernetes has not observed its update yet"
    wanted = spec.get("replicas", 1)
    pods, updated, available = (status.get(key, 0) for key in ("replicas", "updatedReplicas", "availableReplicas"))
    if updated < wanted or pods > updated or available < updated:
        return f"{updated} of {wanted} pods are updated, {available} available, {pods - updated} to be removed"
    return None


def read_deployment(api, account, name):
    """Returns the Deployment, and no reason, or no Deployment and the reason."""
    # The kubelet renews the token.
    headers = {"Authorization": f"Bearer {(account / 'token').read_text()}"}
    context = ssl.create_default_context(cafile=str(account / "ca.crt")) if api.startswith("https:") else None
    namespace = (account / "namespace").read_text()
    body, reason = get(f"{api}/apis/apps/v1/namespaces/{namespace}/deployments/{name}", headers, context)
    return (None, reason) if body is None else (json.loads(body), None)


def why_not_ready(api, account, name, fingerprint, url):
    """Returns the reason why the version is not ready, or None."""
    deployment, reason = read_deployment(api, account, name)
    reason = reason or why_not_rolled_out(deployment, fingerprint)
    if reason:
        return f"Deployment {name}: {reason}"
    _, reason = get(url)
    return f"{url}: {reason}" if reason else None


def main(name, fingerprint, url, pod_seconds, api, account=ACCOUNT):
    """Returns the exit code."""
    said, since = None, time.monotonic()
    while (reason := why_not_ready(api, account, name, fingerprint, url)) is not None:
        if reason != said:
            print(reason, flush=True)
            said, since = reason, time.monotonic()
        if time.monotonic() - since > float(pod_seconds):
            print(f"no progress for {pod_seconds} seconds", flush=True)
            return NO_PROGRESS
        time.sleep(PAUSE_SECONDS)
    print(f"{url} is ready", flush=True)
    return 0


if __name__ == "__main__":
    host = os.environ["KUBERNETES_SERVICE_HOST"]
    port = os.environ["KUBERNETES_SERVICE_PORT"]
    # An IPv6 address is in brackets in a URL.
    sys.exit(main(*sys.argv[1:], api=f"https://{f'[{host}]' if ':' in host else host}:{port}"))
