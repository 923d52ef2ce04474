"""What `bin/dev` does to the database before it serves: migrations, then the demo world.

One process for both, because loading the project takes longer than either on a prepared database.
"""

import sys

import django
from django.core.management import call_command
from django.test.utils import override_settings


def main(arguments: list[str]) -> int:
    """Migrate; with `--demo`, fill an empty database with the demo world."""
    django.setup()
    # DEBUG keeps each statement for a page of errors; here are 60,000, and nobody reads them.
    with override_settings(DEBUG=False):
        call_command("migrate", interactive=False, skip_checks=True)
        call_command("sync_trophies")
        if "--demo" in arguments:
            call_command("seed_demo", if_empty=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
