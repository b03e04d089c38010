"""Once somebody was told “saved”, it is saved; and of two who decide at once, the second is told."""

import json

import pytest

from tests.apart import Apart

RACES = 200
BEGIN = """
from django.core.management import call_command
from curation import vocabularies
call_command("migrate", verbosity=0)
vocabularies.load_missing()
"""
FIRST = """
import json
from threading import Barrier, Thread
from django.db import connection
from curation import intake, trail
from curation.models import Decision, Source
from tests import factories

empty = not Decision.objects.exists()
start, broken = Barrier(8), []

def write():
    facts = factories.facts()
    start.wait()
    try:
        intake.receive(facts, source=Source.FORM)
    except Exception as error:
        broken.append(repr(error))
    connection.close()

all_at_once = [Thread(target=write) for _each in range(8)]
for thread in all_at_once:
    thread.start()
for thread in all_at_once:
    thread.join()
print(json.dumps([empty, broken, Decision.objects.count(), trail.verify().faults]))
"""
# It says “kept” only after the door has said so.
WRITE = """
from pathlib import Path
from tests import factories
from curation.models import Source
from curation import intake
with Path("kept").open("a") as kept:
    while True:
        receipt = intake.receive(factories.facts(), source=Source.FORM)
        kept.write(f"{receipt.submission.uuid}\\n")
        kept.flush()
"""
COUNT = """
import json
from django.db import connection
from curation import trail
from curation.models import Decision, Submission
uuids = [str(uuid) for uuid in Submission.objects.values_list("uuid", flat=True)]
sound = "ok"
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
print(json.dumps([uuids, Decision.objects.count(), trail.verify().faults, sound]))
"""
RACE = """
import json
from threading import Barrier, Thread
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from curation import intake, review, trail
from curation.models import Decision, Message, Source, Submission
from tests import factories

def publisher(name):
    user = User.objects.create(username=name, is_staff=True)
    user.groups.add(Group.objects.get(name="Publisher"))
    return User.objects.get(pk=user.pk)

first, second, sender = publisher("first"), publisher("second"), publisher("sender")
arrivals = [intake.Arrival(factories.facts(), str(number)) for number in range(RACES)]
submissions = intake.receive_many(arrivals, source=Source.SPREADSHEET, by=sender)
with transaction.atomic():
    for submission in submissions:
        review.claim(submission, by=first)
        review.release(submission, by=first)
ours = Submission.objects.filter(pk__in=[submission.pk for submission in submissions])
seen = dict(ours.values_list("pk", "version"))
start, won, told, broken = Barrier(2), [], [], []

def decide(user):
    for submission in submissions:
        start.wait()
        try:
            review.decline(submission, by=user, reason="policy", words=user.username, seen=seen[submission.pk])
            won.append(submission.pk)
        except review.ReviewError:
            told.append(submission.pk)
        except Exception as error:
            broken.append(repr(error))
    connection.close()

both = [Thread(target=decide, args=[user]) for user in (first, second)]
for thread in both:
    thread.start()
for thread in both:
    thread.join()
declined = Decision.objects.filter(kind="decline")
print(json.dumps({
    "won": len(set(won)), "told": len(set(told)), "both": len(won), "broken": broken,
    "lines": declined.count(), "about": declined.values("submission").distinct().count(),
    "messages": Message.objects.count(),
    "state": sorted(set(ours.values_list("state", flat=True))),
    "faults": trail.verify().faults,
}))
"""

# A reviewer publishes a change of each listing while its group takes the number out.
BOTH = """
import json
from threading import Barrier, Thread
from django.contrib.auth.models import Group, User
from django.db import connection
from curation import review
from directory.models import Organization
from tests import factories

first, second = factories.pair()
listings = [factories.organization(phone=f"+1 775 555 010{number}") for number in range(LISTINGS)]
links = [factories.link(listing) for listing in listings]
sent = [factories.change(listing, description="Other words of ours.") for listing in listings]
for change in sent:
    factories.recommended(change, by=first)
    factories.recommended(change, by=second)
start, broken = Barrier(2), []

def each(verb, of):
    for one in of:
        start.wait()
        try:
            verb(one)
        except Exception as error:
            broken.append(repr(error))
    connection.close()

both = [
    Thread(target=each, args=[lambda change: review.publish(change, by=second), sent]),
    Thread(target=each, args=[lambda link: review.hide(link, ["phone"]), links]),
]
for thread in both:
    thread.start()
for thread in both:
    thread.join()
print(json.dumps([broken, sorted(set(Organization.objects.filter(pk__in=[l.pk for l in listings]).values_list("phone", "description")))]))
"""


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    site = Apart(tmp_path_factory.mktemp("durable"))
    site.run(BEGIN)
    yield site
    site.clear_away()


def test_the_first_letters_of_all_may_come_at_once(apart):
    assert json.loads(apart.run(FIRST)) == [True, [], 8, []]


def test_two_who_decide_at_once_two_hundred_times_lose_nothing(apart):
    found = json.loads(apart.run(RACE.replace("RACES", str(RACES))))

    assert found == {
        "won": RACES,
        "told": RACES,
        "both": RACES,
        "broken": [],
        "lines": RACES,
        "about": RACES,
        "messages": RACES,
        "state": ["declined"],
        "faults": [],
    }


def test_of_a_change_and_a_removal_at_once_neither_undoes_the_other(apart):
    # Each process makes up the same names again, and here none may be like another.
    apart.lose_the_database()
    apart.run(BEGIN)

    broken, said = json.loads(apart.run(BOTH.replace("LISTINGS", "4")))

    assert (broken, said) == ([], [["", "Other words of ours."]])


def test_whoever_was_told_that_it_is_kept_finds_it_after_the_process_was_killed(apart):
    kept = apart.folder / "kept"
    kept.touch()
    before, *_rest = json.loads(apart.run(COUNT))
    for goal in (10, 40, 70):
        apart.run_killed(WRITE, until=lambda goal=goal: kept.read_text().count("\n") >= goal)
    told = kept.read_text().split()

    uuids, lines, faults, sound = json.loads(apart.run(COUNT))

    assert set(told) <= set(uuids)
    # One that was kept in the very moment of the kill could not be told any more.
    assert 0 <= len(uuids) - len(before) - len(told) <= 3
    assert (faults, sound) == ([], "ok")
    assert lines >= len(uuids)
