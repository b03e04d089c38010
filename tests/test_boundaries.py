"""The house holds: imports point down, and each idea has one writer."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("directory", "curation")


def sources(*folders):
    for folder in folders:
        yield from (p for p in (ROOT / folder).rglob("*.py") if "migrations" not in p.parts)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def assigned_attributes(path):
    """Name every attribute a file assigns to, `update(…=)` and tuple targets included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"update", "update_or_create"}:
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)


def calls(path):
    """Name every `Model(…)` and `Model.objects.create(…)` a file makes, as it is written."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def makers(model):
    makes = {
        model,
        *(f"{model}.objects.{verb}" for verb in ("create", "bulk_create", "get_or_create", "update_or_create")),
    }
    return sorted(name_of(path) for path in sources(*OURS) if makes & set(calls(path)))


def test_the_directory_does_not_know_about_curation():
    knowing = [
        name_of(path)
        for path in sources("directory")
        if any(name.split(".")[0] == "curation" for name in imported_by(path))
    ]

    assert knowing == []


SEARCH = [f"search/{name}" for name in ("folding", "words", "questions", "documents")]


def test_the_directory_s_data_does_not_know_its_pages():
    data = ["choices", "places", "vocabulary", "facts", "record", "models", *SEARCH]
    above = (
        "directory.views",
        "directory.filters",
        "directory.facets",
        "directory.answers",
        "directory.index",
        "directory.urls",
        "directory.admin",
        "directory.project",
    )

    knowing = [
        name for name in data if any(i.startswith(above) for i in imported_by(ROOT / "directory" / f"{name}.py"))
    ]

    assert knowing == []


def test_curation_s_verbs_do_not_know_its_pages():
    edge = ("curation.admin", "curation.views", "curation.forms", "curation.urls", "curation.desk_forms")
    pages = {"admin", "views", "forms", "urls", "desk_forms", "management"}
    knowing = [
        name_of(path)
        for path in sources("curation")
        if not pages & {*path.parts, path.stem} and any(name.startswith(edge) for name in imported_by(path))
    ]

    assert knowing == []


def test_there_are_no_signals():
    listening = [
        name_of(path)
        for path in sources(*OURS)
        if any("signals" in name or name.endswith("dispatch.receiver") for name in imported_by(path))
    ]

    assert listening == []


def test_submissions_are_made_at_one_door():
    assert makers("Submission") == ["curation/intake.py"]


def test_listings_are_made_by_one_writer():
    assert makers("Organization") == ["curation/publishing.py"]


def test_the_trail_has_one_writer():
    assert makers("Decision") == ["curation/trail.py"]


def test_an_attempt_to_verify_is_written_by_one_verb():
    assert makers("Verification") == ["curation/review/verification.py"]


def test_what_the_public_is_told_of_a_check_has_one_writer():
    makes = [path for path in sources(*OURS) if "Unreached.objects.update_or_create" in calls(path)]
    dating = [path for path in sources(*OURS) if "last_confirmed" in assigned_attributes(path)]

    assert [name_of(path) for path in {*makes, *dating}] == ["curation/publishing.py"]


def test_a_submission_changes_state_in_one_place():
    assigning = [name_of(path) for path in sources(*OURS) if "state" in assigned_attributes(path)]

    assert assigning == ["curation/review/taking.py"]


def test_a_listing_goes_and_comes_back_in_one_place():
    assigning = [name_of(path) for path in sources(*OURS) if "withdrawn_at" in assigned_attributes(path)]

    assert assigning == ["curation/publishing.py"]


def test_public_has_one_definition():
    asking = [
        name_of(path)
        for path in sources(*OURS)
        if "withdrawn_at" in path.read_text() and name_of(path) != "directory/models.py"
    ]

    assert asking == ["curation/publishing.py"]


def test_files_stay_small_enough_to_read():
    lengths = sorted(len(path.read_text().splitlines()) for path in sources(*OURS, "tests"))

    assert lengths[-1] <= 350
    assert lengths[len(lengths) // 2] < 100
