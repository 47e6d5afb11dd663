"""Where the measurement texts are; tests that read them carry the mark `shared_data`."""

import os
from pathlib import Path

SHARED_DATA = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
LAW = SHARED_DATA / "law"
