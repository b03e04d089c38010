"""Every file that a page asks for exists, and every page can be made with the files as production names them."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.management import call_command

ROOT = Path(__file__).parents[1]
ASKED_FOR = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


def test_every_static_file_a_template_names_exists():
    templates = [*ROOT.glob("directory/**/templates/**/*.html"), *ROOT.glob("curation/**/templates/**/*.html")]
    asked_for = {
        (str(template.relative_to(ROOT)), name)
        for template in templates
        for name in ASKED_FOR.findall(template.read_text())
    }

    assert [(template, name) for template, name in sorted(asked_for) if not finders.find(name)] == []
    assert asked_for


def test_a_collected_file_carries_its_fingerprint_and_a_missing_one_costs_only_itself(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "directory.project.static.Fingerprinted"}}
    call_command("collectstatic", interactive=False, verbosity=0)

    collected = storages["staticfiles"].url("admin/css/base.css")
    missing = storages["staticfiles"].url("nobody/made.css")

    assert re.fullmatch(r"/static/admin/css/base\.[0-9a-f]{12}\.css", collected)
    assert missing == "/static/nobody/made.css"
