"""Count the months that are over, and publish the years that are."""

from typing import Any

from django.core.management.base import BaseCommand

from curation import yearly


class Command(BaseCommand):
    help = "Count every month that is over, and publish every year that is. `forget` does so too, before it erases."

    def handle(self, *_args: Any, **_given: Any) -> None:
        years = [str(made.year) for made in yearly.close()]
        self.stdout.write(f"Published: {', '.join(years) or 'nothing new'}.")
