"""Write anew what visitors can search for."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from directory.models import Organization
from directory.search import upkeep


class Command(BaseCommand):
    help = (
        "Write the full-text documents of all listings anew. `start` does so by itself when a new version needs it; "
        "do it by hand after putting a database back that was made by other means."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = Organization.objects.listed().count()
        with tqdm(total=total, desc="Indexing", unit="listings", disable=None, file=self.stderr) as bar:
            found = upkeep.write_anew(bar.update)
        self.stdout.write(f"{found} listings can be searched.")
