"""Fill an empty site with invented organizations, to try it out."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from curation import demo, startup, vocabularies


class Command(BaseCommand):
    help = "Migrate, and fill an empty site with organizations and reviewers that are invented and say so."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.SECOND_FACTOR_REQUIRED:
            raise _refusal()
        call_command("migrate", interactive=False, verbosity=0)
        vocabularies.load_missing()
        made = demo.make()
        if made is None and not demo.is_one():
            raise _refusal()
        address = startup.address()
        self.stdout.write(f"\n  The demo site:  {address}/")
        if made is None:
            self.stdout.write(
                f"  It was filled before; the passwords were shown then. Delete {settings.DATA_DIR} to start anew.\n"
            )
            return
        self.stdout.write(f"  {made.listed} invented listings, {made.waiting} submissions to review.")
        self.stdout.write(f"  Sign in at {address}{reverse('admin:index')} as")
        for handle, password in made.passwords.items():
            self.stdout.write(f"    {handle}   password: {password}")
        self.stdout.write("")


def _refusal() -> CommandError:
    return CommandError(
        f"The site in {settings.DATA_DIR} is not a demo, so nothing was invented there. “make demo” begins one "
        "in a folder of its own; elsewhere set DIRECTORY_SECOND_FACTOR to “optional” and DIRECTORY_DATA_DIR to a new folder.",
        returncode=2,
    )
