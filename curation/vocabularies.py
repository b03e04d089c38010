"""The data a site cannot do without, loaded from `fixtures/` where a site has none of it yet."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from curation.language import wordlist
from curation.models import CriteriaSet
from directory.models import FocusArea, Language, Population, Synonym

FIXTURES = {
    FocusArea: "focus_areas.json",
    Language: "languages.json",
    Population: "populations.json",
    CriteriaSet: "criteria.json",
    Synonym: "synonyms.json",
}


def load_missing() -> list[str]:
    """Fill the empty tables and return the names of the files read. What a curator has edited is left alone."""
    missing = [name for model, name in FIXTURES.items() if not model._default_manager.exists()]
    for name in missing:
        call_command("loaddata", str(Path(settings.BASE_DIR) / "fixtures" / name), verbosity=0)
    wordlist.add_missing()
    return missing
