"""“Do not list us”, remembered without keeping who said so: it outlives the listing, and nobody can read it."""

from collections.abc import Iterator

from curation import duplicates, keyed
from curation.models import OptOut
from directory.record import PlainFacts
from directory.search.folding import fold


def remember(facts: PlainFacts) -> None:
    OptOut.objects.bulk_create([OptOut(by=by, digest=digest) for by, digest in _marks(facts)], ignore_conflicts=True)


def forget(facts: PlainFacts) -> None:
    """Let a group be listed again, because it came back."""
    OptOut.objects.filter(digest__in=[digest for _by, digest in _marks(facts)]).delete()


def matching(facts: PlainFacts) -> list[OptOut]:
    """List what is remembered that `facts` would be recognized by."""
    return list(OptOut.objects.filter(digest__in=[digest for _by, digest in _marks(facts)]).order_by("id"))


def _marks(facts: PlainFacts) -> Iterator[tuple[str, str]]:
    for by, values in _recognized_by(facts):
        for value in filter(None, values):
            yield by, keyed.digest(value, of=f"opt-out {by}")


def _recognized_by(facts: PlainFacts) -> Iterator[tuple[str, set[str]]]:
    names = {fold(name) for name in (facts["name"], *facts["other_names"].splitlines())}
    yield OptOut.By.NAME, {name.replace(" ", "") for name in names}
    yield OptOut.By.SITE, {duplicates.site_key(facts["website"])}
    yield OptOut.By.PHONE, {duplicates.phone_key(facts["phone"], facts["country"])} if facts["phone"] else set()
