"""The digest of a model: the value that a ModelService declares, and that its pods check.

It is the digest of components/workloads/registeredModel/fetch_model.py of the platform; a test compares both. For each
file, in the order of the bytes of their paths: the path with `/` between its parts, a zero byte, the SHA-256 of the
file in hexadecimal digits, a line feed. `registered_model_meta` at the top is left out: MLflow's client writes it.
"""

import hashlib
from pathlib import Path

from churn.errors import UserError


def digest_of_folder(folder: Path) -> str:
    """Returns the digest of all files below a folder."""
    if any(path.is_symlink() for path in folder.rglob("*")):
        raise UserError(f"{folder} must contain files only: it has a symbolic link")
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = sorted((name for name in names if name != "registered_model_meta"), key=str.encode)
    if not files:
        raise UserError(f"{folder} has no files")
    digest = hashlib.sha256()
    for name in files:
        with (folder / name).open("rb") as file:
            digest.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return f"sha256:{digest.hexdigest()}"
