"""What is asked in the benchmark, and where each contender answers it; `{n}` and `{region}` differ each time."""

from typing import NamedTuple

REGIONS = ("NV", "FL", "AZ", "GA", "OR", "NY", "CA", "TX", "WA", "MA", "IL", "MO")
FACETS = "&".join(
    [f"_facet={column}" for column in ("kind", "reach", "region", "country")]
    + [f"_facet_array={column}" for column in ("focus", "language")]
)


class Question(NamedTuple):
    """The addresses at which a contender answers; empty where it cannot."""

    name: str
    ours: str
    everybody: str = ""
    datasette: str = ""


QUESTIONS = (
    Question("list", "/groups/?page={n}", "/everybody/?page={n}", f"/flat/listings?_size=25&_sort=name&{FACETS}"),
    Question(
        "focus and region",
        "/groups/?focus=connection-care&region=US-{region}&page={n}",
        "/everybody/?focus=connection-care&region={region}&page={n}",
        f"/flat/listings?_size=25&_sort=name&focus__arraycontains=connection-care&region__exact={{region}}&{FACETS}",
    ),
    Question(
        "rare word and region",
        "/groups/?q=zine&region=US-{region}&page={n}",
        "/everybody/?q=zine&region={region}&page={n}",
        f"/flat/listings?_size=25&_sort=name&_search=zine&region__exact={{region}}&{FACETS}",
    ),
    Question(
        "common word",
        "/groups/?q=support&page={n}",
        "/everybody/?q=support&page={n}",
        f"/flat/listings?_size=25&_sort=name&_search=support&{FACETS}",
    ),
    Question("near a town", "/groups/?near=Reno&page={n}", "/everybody/near/?page={n}"),
    Question("one group", "/groups/group-{n}/", "/everybody/{n}/", "/flat/listings/{n}"),
    Question("map", "/map/us/?focus=connection-care&page={n}"),
)


def asked(address: str, n: int) -> str:
    return address.format(n=n, region=REGIONS[n % len(REGIONS)])
