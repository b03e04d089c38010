"""The data a site cannot do without, loaded from `fixtures/` where a site has none of it yet."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from curation import drafting, publishing
from curation.language import wordlist
from curation.models import CriteriaSet
from directory.models import FocusArea, Language, Population, Synonym

FOLDER = Path(settings.BASE_DIR) / "fixtures"
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
        call_command("loaddata", str(FOLDER / name), verbosity=0)
    wordlist.add_missing()
    _translate_ours()
    return missing


def _translate_ours() -> None:
    """Say what stands in any version of the criteria word for word as we wrote it as we translated it, and so on every listing."""
    (ours, *_questions) = json.loads((FOLDER / FIXTURES[CriteriaSet]).read_text(encoding="utf-8"))
    words: dict[str, dict[str, str]] = ours["fields"]["translations"]
    is_news = False
    for version in CriteriaSet.objects.prefetch_related("criterion_set"):
        for language, said in words.items():
            known = version.translations.get(language, {})
            if missing := {
                text: said[text] for text in drafting.sources(version) if text in said and text not in known
            }:
                version.translations[language] = known | missing
                version.save(update_fields=["translations"])
                is_news = True
    if is_news:
        publishing.retell(words)
