"""Downloads a version of a registered model from MLflow and verifies its digest.

    fetch_model.py NAME VERSION DIGEST FOLDER   downloads the model's files into FOLDER/model
    fetch_model.py --print NAME VERSION         prints the digest of a version
    fetch_model.py --print-folder FOLDER        prints the digest of local files

The server is MLFLOW_TRACKING_URI's, the user MLFLOW_TRACKING_USERNAME's. FETCH_SECONDS limits the time of the first form.

The digest: for each file, in the order of the bytes of their paths, the path below the model's folder with "/" between
its parts, a zero byte, the SHA-256 of the file in hexadecimal digits, and a line feed; all in UTF-8. The SHA-256 of that,
after "sha256:". The file `registered_model_meta` at the top is omitted: MLflow's client writes it during the download.

Exit status: 0 success; 1 the download failed, a retry may help; 2 wrong arguments; 3 the digest differs.
"""

import hashlib
import os
import shutil
import signal
import sys
import tempfile

CLIENT_FILES = {"registered_model_meta"}
CHUNK = 1024 * 1024


class Refused(Exception):
    """The files are not those of the digest, or not allowed. A retry does not help."""


def files_below(folder):
    """Returns the paths of all files relative to the folder, each with its path on disk."""
    found = []
    for parent, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(parent, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if os.path.islink(path):
                raise Refused(f"{relative} is a link: a model consists of files")
            if name in names and relative not in CLIENT_FILES:
                found.append((relative, path))
    return sorted(found, key=lambda pair: pair[0].encode())


def digest_of_file(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_of_folder(folder):
    files = files_below(folder)
    if not files:
        raise Refused("the model has no files")
    digest = hashlib.sha256()
    for relative, path in files:
        digest.update(f"{relative}\0{digest_of_file(path)}\n".encode())
    return f"sha256:{digest.hexdigest()}"


def download(name, version, folder):
    """Downloads a version into an empty folder, and returns the folder of its files."""
    # Imported here, because the digest of local files does not need MLflow.
    from mlflow.artifacts import download_artifacts

    return download_artifacts(artifact_uri=f"models:/{name}/{version}", dst_path=folder)


def end_after(seconds):
    """Ends this process with status 1 after that time. An exception would wait for MLflow's threads, which may hang."""

    def end(*_):
        print(f"failed: the model is not fetched after {seconds} seconds", file=sys.stderr, flush=True)
        os._exit(1)

    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)


def fetch(name, version, expected, folder):
    final = os.path.join(folder, "model")
    if os.path.isdir(final):
        # An earlier start of the container in this pod has completed this step.
        if digest_of_folder(final) == expected:
            print(f"{name}/{version} is here already: {expected}")
            return
        shutil.rmtree(final)
    incoming = os.path.join(folder, "incoming")
    shutil.rmtree(incoming, ignore_errors=True)
    os.mkdir(incoming)
    try:
        downloaded = download(name, version, incoming)
        actual = digest_of_folder(downloaded)
        if actual != expected:
            raise Refused(
                f"model {name}/{version} has the digest {actual}, and {expected} was declared: its files have been "
                "replaced, or the digest is another version's"
            )
        # A rename is atomic: the final folder contains only complete and verified models.
        os.rename(downloaded, final)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    print(f"{name}/{version} fetched: {expected}")


def print_digest(name, version):
    with tempfile.TemporaryDirectory() as folder:
        print(digest_of_folder(download(name, version, folder)))


def main(arguments):
    match arguments:
        case ["--print", name, version]:
            print_digest(name, version)
        case ["--print-folder", folder]:
            print(digest_of_folder(folder))
        case [name, version, expected, folder] if not name.startswith("-"):
            if limit := os.environ.get("FETCH_SECONDS"):
                end_after(int(limit))
            fetch(name, version, expected, folder)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refused:
        print(f"refused: {refused}", file=sys.stderr)
        sys.exit(3)
    except Exception as error:  # For any error of MLflow, its type and text are more helpful than a stack trace.
        print(f"failed: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
