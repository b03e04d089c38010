"""New versions of the criteria, put in force by all their steps."""

from datetime import timedelta

from django.utils import timezone

from curation import amending, drafting
from curation.models import CriteriaSet
from tests import factories


def new_version(kind, change=lambda draft: None):
    """Put a version in force by all its steps; `change` edits the draft."""
    by, colleague = (factories.user("Administrator") for _each in range(2))
    draft = drafting.copy_as_draft(CriteriaSet.objects.current(), by=by)
    draft.change_kind = kind
    draft.save()
    change(draft)
    if kind == "substantive":
        amending.open_for_comment(draft, until=timezone.localdate() + timedelta(days=14), by=by)
        CriteriaSet.objects.filter(pk=draft.pk).update(comment_until=timezone.localdate() - timedelta(days=1))
    amending.propose_in_force(draft, on=timezone.localdate(), by=by)
    return amending.put_in_force(draft, by=colleague)
