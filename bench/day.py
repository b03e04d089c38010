"""What a busy day begins with, and what has to be true at its end. Called by `bench.soak`, on the database it works on."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import django


def fill() -> dict[str, str]:
    """Make the demo site and a coalition; return what the form for suggestions sends along unseen."""
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    from bench.load import open_form
    from curation import coalitions

    call_command("demo")
    partner = User.objects.create_user("valley-net")
    partner.groups.add(Group.objects.get(name="Coalition"))
    coalitions.coalitions_of(partner)
    return open_form()


def verify(told: dict[str, Any]) -> dict[str, Any]:
    from curation import trail
    from directory.models import Organization

    verdict, listed = trail.verify(), Organization.objects.listed()
    faults = [*verdict.faults, *_unvetted(), *_lost(told), *_broken(told)]
    if wrong := set(told["shown"]) ^ {str(one) for one in listed.values_list("public_id", flat=True)}:
        faults.append(f"The server shows other groups than are listed: {sorted(wrong)[:5]}")
    return {"faults": faults, "lines": verdict.lines, "listed": listed.count()}


def _unvetted() -> Iterator[str]:
    """Name what is listed without two recommendations in the trail, or although it was last decided otherwise."""
    from curation.models import Decision, Submission
    from curation.states import Move, State
    from directory.models import Organization

    for listing in Organization.objects.listed():
        entry = Submission.objects.entries().get(organization=listing)
        lines = Decision.objects.filter(submission=entry.uuid, kind=Move.RECOMMEND)
        if entry.state != State.PUBLISHED or lines.values("actor").distinct().count() < 2:
            yield f"{listing} is listed without two reviewers."


def _lost(told: dict[str, Any]) -> Iterator[str]:
    """Name what somebody was told was done, and of which nothing is there."""
    from curation.models import Decision, Row, Source, Submission

    there = {(kind, str(uuid)) for kind, uuid in Decision.objects.values_list("kind", "submission")}
    for line in told["decided"]:
        if (line["kind"], line["uuid"]) not in there:
            yield f"The trail knows nothing of this: {line}"
    letters = Submission.objects.filter(source=Source.FORM, name__startswith="Told group").count()
    if letters < told["sent"]:
        yield f"{told['sent']} letters were answered with a receipt, and {letters} are there."
    sent, rows = (
        Row.objects.filter(status=Row.Status.SENT).count(),
        Submission.objects.filter(source=Source.SPREADSHEET),
    )
    if sent != rows.count() or not sent:
        yield f"{sent} rows were sent, and {rows.count()} are there."


def _broken(told: dict[str, Any]) -> Iterator[str]:
    if told["failed"]:
        yield f"{len(told['failed'])} answers were none: {sorted(set(told['failed']))}"


if __name__ == "__main__":
    django.setup()
    print(json.dumps(fill() if sys.argv[1] == "--fill" else verify(json.load(sys.stdin))))
