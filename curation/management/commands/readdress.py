"""Gives listings new addresses after DIRECTORY_OPAQUE_ADDRESSES was changed; former addresses still lead to them."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from curation import publishing
from directory.models import Organization


class Command(BaseCommand):
    help = "Give every listing an address of the kind the settings ask for. Former addresses still lead there."

    def handle(self, *args: Any, **given: Any) -> None:
        with transaction.atomic():
            changed = sum(publishing.readdress(one) for one in Organization.objects.order_by("pk").iterator())
        self.stdout.write(f"New addresses: {changed}. The former ones still lead to their listings.")
