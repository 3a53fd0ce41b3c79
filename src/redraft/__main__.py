"""``python -m redraft`` is ``redraft``."""

import sys

from redraft.cli import main

if __name__ == "__main__":
    sys.exit(main())
