"""What can be set, typed or called is written down, and no link in the documentation leads nowhere."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def words_of(*names):
    return "\n".join((ROOT / name).read_text() for name in names)


def test_every_setting_is_explained_to_operators():
    settings = words_of("directory/project/settings.py")
    names = set(
        re.findall(
            r"""env\.(?:text|switch|number|words|secret|proxy|option|options|time_zone)\(\s*"([A-Z_]+)\"""", settings
        )
    )
    explained = words_of("docs/operators.md")

    assert sorted(name for name in names if f"DIRECTORY_{name}" not in explained) == []
    assert {"SECRET_KEY", "HOSTS", "DATABASE_URL"} - names == set()


def test_every_system_check_is_explained_to_operators():
    ids = set(re.findall(r'id="(\w+\.[EW]\d{3})"', words_of("directory/checks.py", "curation/checks.py")))
    explained = words_of("docs/operators.md")

    assert sorted(name for name in ids if name not in explained) == []
    assert ids


def test_every_command_is_explained():
    commands = [path.stem for path in ROOT.glob("*/management/commands/*.py") if not path.stem.startswith("_")]
    explained = words_of("docs/operators.md", "docs/developers.md")

    assert sorted(name for name in commands if f"manage.py {name}" not in explained) == []
    assert commands


def test_no_row_of_a_table_of_operators_is_there_twice():
    named = re.findall(r"^\| (`[^|]+`) \|", words_of("docs/operators.md"), flags=re.MULTILINE)

    assert sorted(name for name in set(named) if named.count(name) > 1) == []
    assert "`manage.py backup`" in named


def test_every_make_target_is_explained():
    targets = re.findall(r"^([a-z-]+):.*## ", words_of("Makefile"), flags=re.MULTILINE)
    explained = words_of("README.md", "CONTRIBUTING.md", "docs/operators.md", "docs/developers.md")

    assert sorted(name for name in targets if f"make {name}" not in explained) == []
    assert {"run", "test", "bench-load"} - set(targets) == set()


def test_the_pipeline_lists_the_packages_and_asks_for_their_weaknesses():
    lines = [line.strip() for line in words_of(".github/workflows/ci.yml").splitlines()]

    assert {"- run: .ci/run", "- run: make sbom audit"} <= set(lines)


def test_every_module_is_drawn_in_the_house():
    house = words_of("docs/developers.md").partition("## The house")[2].split("```")[1]
    apps = dict(zip(("directory", "curation"), house.split("\ncuration/"), strict=True))
    modules = {
        name: [path.name.removesuffix(".py") for path in (ROOT / name).iterdir() if is_ours(path)] for name in apps
    }

    drawn = {name: set(re.findall(r"\w+", part)) for name, part in apps.items()}
    assert {name: sorted(set(found) - drawn[name]) for name, found in modules.items()} == {
        "directory": [],
        "curation": [],
    }
    assert min(map(len, modules.values())) > 40


def is_ours(path):
    """Whether it is a module or package that Django does not name for us."""
    usual = {"__init__.py", "apps.py", "urls.py", "management", "migrations", "templatetags"}
    return path.name not in usual and (path.suffix == ".py" or (path / "__init__.py").exists())


def test_every_link_between_the_pages_leads_somewhere():
    links = [(page, target) for page in PAGES for target in LINK.findall(page.read_text())]

    assert [(page.name, target) for page, target in links if not (page.parent / target).exists()] == []
    assert links


def test_every_decision_is_numbered_in_turn_and_found_by_what_it_is_about():
    index, decisions = words_of("docs/decisions.md").split("\n1. **")
    numbers = ["1", *re.findall(r"^(\d+)\. \*\*", decisions, flags=re.MULTILINE)]
    found = set(re.findall(r"\d+", index))

    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert sorted(set(numbers) ^ found) == []
