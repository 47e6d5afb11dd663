"""What the readers of zip files say of spoilt bytes: several of the errors are no kin of one another."""

import lzma
import zipfile
import zlib

BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError,
)  # fmt: skip
