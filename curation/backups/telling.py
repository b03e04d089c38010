"""Says what is in a backup, in numbers an operator knows."""

from django.contrib.auth.models import User
from django.db.models import Model

from curation.backups.contents import State
from curation.models import Decision, Submission
from directory.models import Organization

COUNTED: dict[type[Model], str] = {
    Organization: "listings, shown or taken down",
    Submission: "submissions",
    Decision: "lines of the trail",
    User: "accounts",
}


def told(state: State) -> str:
    return " · ".join(f"{name}: {state.rows.get(model._meta.db_table, 0)}" for model, name in COUNTED.items())
