"""Check that the trail of decisions is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import trail


class Command(BaseCommand):
    help = "Read the whole trail of decisions and check every signature. Exits with 1 if anything was changed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        verdict = trail.verify()
        if verdict.faults:
            faults = "\n".join(verdict.faults)
            raise CommandError(f"The trail is not whole.\n{faults}", returncode=1)
        lines = ngettext("The trail is whole: %(count)d line", "The trail is whole: %(count)d lines", verdict.lines)
        erased = _(", the words of %(count)d erased") % {"count": verdict.erased} if verdict.erased else ""
        self.stdout.write(lines % {"count": verdict.lines} + erased + ".")
