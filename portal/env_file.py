"""The first start's `.env`: a secret key of its own, readable by its owner only. `python -m portal.env_file`."""

import os
import secrets
import sys
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"

TEMPLATE = """\
# Written by the first `make run`. Keep it to yourself: sessions and signed links rest on SECRET_KEY.
# What else can be set here is in README.md, "Environment".
SECRET_KEY={key}
"""


def ensure(path: Path = ENV_FILE) -> bool:
    """Write the file if there is none; True when it was written. An existing file is never touched."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        file.write(TEMPLATE.format(key=secrets.token_urlsafe(60)))
    return True


if __name__ == "__main__" and ensure():
    sys.stdout.write(f"wrote {ENV_FILE.name} with a fresh SECRET_KEY\n")
