"""The copy of the site: all that is listed and nothing else, on links that lead somewhere, as its list and signature say."""

import hashlib
import json
import re
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from curation import founding, review
from directory.exports import Json, ListingResource
from directory.mirror import export as exporting
from directory.mirror import lists
from directory.mirror.folder import Folder
from directory.mirror.progress import Progress
from directory.models import Organization
from tests import factories
from tests.directory.copies import export, files, text, words

pytestmark = pytest.mark.django_db
LINK = re.compile(r'\b(?:href|src|action)="([^"#]*)')


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copy"


@pytest.fixture
def key(tmp_path, settings):
    program = shutil.which("ssh-keygen")
    if not program:
        pytest.skip("No ssh-keygen here: install OpenSSH's client.")
    made = tmp_path / "key"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-f", made], check=True)  # noqa: S603 (as it is found)
    settings.MIRROR_KEY = str(made)
    return made


def verify(folder, **given):
    """Return the exit code of the check, and what it says."""
    try:
        call_command("verify_site", str(folder), verbosity=0, **given)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, ""


def test_every_link_leads_to_a_file_of_the_copy_or_to_another_site(folder):
    founding.make_founding_list()
    factories.organization(name="Ember House", country="GB", region="SCT", languages=["es"])

    export(folder)

    pages = {name: path for name, path in files(folder).items() if name.endswith((".html", ".atom"))}
    links = [(path.parent, link) for path in pages.values() for link in LINK.findall(path.read_text()) if link]
    inside = [(parent, link) for parent, link in links if not link.startswith(("https:", "http:", "mailto:", "tel:"))]
    assert [link for _parent, link in inside if link.startswith("/")] == []
    assert [link for parent, link in inside if not (parent / link.partition("?")[0]).is_file()] == []
    assert {"index.html", "groups/ember-house/index.html", "a-z/e/index.html", "how-we-vet/index.html"} < set(pages)
    assert {f"lists/{name}/index.html" for name in ("language-es", "country-GB", "region-GB-SCT")} < set(pages)
    assert len(inside) > 1000


def test_nothing_that_is_not_listed_is_in_a_copy(folder):
    factories.organization(name="Ember House", leadership="survivors", publish_leadership=False)
    secret = {"description": "Canary words.", "city": "Canaryville"}
    factories.submission(name="Canary Waiting", other_names="Canary Club", **secret)
    factories.withdrawn(name="Canary Withdrawn", **secret)
    factories.change(Organization.objects.get(slug="ember-house"), phone="+1 775 555 0199", **secret)

    export(folder)
    before = text(folder)
    factories.organization(name="Copper House", **secret)
    export(folder)

    assert "Ember House" in before
    assert [word for word in ("anary", "5550199", "555 0199") if word in before] == []
    # The list of terms has it, and no group does.
    said = [name for name, path in files(folder).items() if "Survivors of trafficking" in words(path)]
    assert sorted(said) == ["hsds/profile/index.html", "open-data/hsds.zip"]
    assert '"leadership"' not in (folder / "open-data/services.ndjson").read_text()
    assert {"Canary words", "Canaryville"} == set(re.findall(r"Canary \w+|Canaryville", text(folder)))


def test_a_listing_taken_down_leaves_no_file_and_no_word(folder):
    factories.organization(name="Ember House")
    listing = factories.organization(name="Juniper House", country="FR", region="", city="Lyon", languages=["es"])
    export(folder)
    assert {"groups/juniper-house/index.html", "lists/country-FR/index.html", "a-z/j/index.html"} < set(files(folder))

    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    export(folder)

    assert re.findall("juniper|lyon", text(folder), re.IGNORECASE) == []
    assert not (folder / "groups/juniper-house").exists()
    assert not (folder / "lists/country-FR").exists()
    assert "Ember House" in text(folder)


def test_what_has_not_changed_is_not_written_again(folder, capsys):
    factories.organization(name="Ember House")
    export(folder)
    times = {name: path.stat().st_mtime_ns for name, path in files(folder).items() if not name.startswith("SHA256")}

    export(folder)

    assert {name: files(folder)[name].stat().st_mtime_ns for name in times} == times
    assert "0 written, 0 erased" in capsys.readouterr().out


def test_a_copy_left_unfinished_is_noticed_and_leaves_nothing_behind(folder, monkeypatch):
    listing = factories.organization(name="Juniper House")
    with monkeypatch.context() as broken:
        broken.setattr("directory.mirror.export._other_pages", lambda *_: (1 / 0 for _ in range(1)))
        with pytest.raises(ZeroDivisionError):
            export(folder)
    assert (folder / "groups/juniper-house/index.html").is_file()

    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    export(folder)

    assert "juniper" not in text(folder).lower()
    assert not (folder / "UNFINISHED").exists()


def test_the_folder_in_which_a_copy_is_put_on_the_web_stays(folder):
    export(folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main")

    export(folder)

    assert (folder / ".git" / "HEAD").is_file()


def test_the_check_passes_and_notices_everything(folder, key):
    factories.organization(name="Ember House")
    export(folder)
    assert verify(folder) == (0, "")

    (folder / "about" / "index.html").write_text("Something else")
    (folder / "groups.csv").unlink()
    (folder / "groups" / "evil.html").write_text("Besides")
    (folder / "elsewhere").symlink_to("/")

    code, said = verify(folder)
    assert code == 1
    assert sorted(said.splitlines()) == [
        "about/index.html is not what it was.",
        "elsewhere is not part of the copy.",
        "groups.csv is missing.",
        "groups/evil.html is not part of the copy.",
    ]


def test_the_check_notices_a_list_that_somebody_else_made(folder, key):
    export(folder)
    page = folder / "about" / "index.html"
    page.write_text("Send your money here")
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    lines = (folder / "SHA256SUMS").read_text()
    (folder / "SHA256SUMS").write_text(re.sub(r"\w+(?=  about/index.html)", digest, lines))

    code, said = verify(folder)

    assert (code, said.startswith(f"The signature is not of this list, or not by {key}.pub: ")) == (1, True)
    (folder / "SHA256SUMS.sig").unlink()
    assert verify(folder) == (1, "The copy is not signed.")


def test_the_check_notices_another_key(folder, key, tmp_path):
    export(folder)
    other = tmp_path / "other.pub"
    other.write_text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDz3vJMZBiMFYdRkSq8xJ7cYOQF1nTzV1p4Jq0oQxk2s another")

    assert verify(folder, public_key=other) == (1, f"The signature is not of this list, or not by {other}.")


def test_the_check_says_what_it_could_not_check(folder, settings, tmp_path):
    settings.MIRROR_KEY = ""
    export(folder)

    assert verify(folder)[0] == 2
    assert "--public-key" in verify(folder)[1]
    assert verify(tmp_path / "nowhere") == (2, f"{tmp_path / 'nowhere'} is no copy: it has no SHA256SUMS.")
    (folder / "SHA256SUMS").write_text("../../etc/passwd\n")
    assert verify(folder) == (1, "Line 1 of SHA256SUMS is not a hash and a name.")
    (folder / "SHA256SUMS").write_bytes(b"\xff\n")
    assert verify(folder) == (1, "Line 1 of SHA256SUMS is not a hash and a name.")


def test_a_key_that_is_not_there_ends_in_a_sentence_and_leaves_an_earlier_copy_finished(
    folder, key, settings, tmp_path
):
    export(folder)
    before = files(folder).keys()
    settings.MIRROR_KEY = str(tmp_path / "no-key")

    for place in (folder, tmp_path / "new"):
        with pytest.raises(CommandError, match=r"could not be signed with .*no-key"):
            export(place)

    assert files(folder).keys() == before
    assert verify(folder, public_key=key.with_suffix(".pub"))[0] == 0
    assert not (tmp_path / "new").exists()


def test_the_copy_says_what_it_is_and_has_nothing_that_needs_a_server(folder, settings):
    settings.SITE_URL = "https://directory.example.org"
    factories.organization(name="Ember House")

    export(folder)

    about = (folder / "about-this-copy/index.html").read_text()
    listing = (folder / "groups/ember-house/index.html").read_text()
    assert 'href="https://directory.example.org/"' in about
    assert "This is a copy of the directory as of" in about
    assert '<a class="button button-quiet" href="../../about-this-copy/index.html">Something wrong?' in listing
    assert [name for name, path in files(folder).items() if "method=" in words(path)] == []
    assert re.findall(r'action="([^"]*)"', listing) == ["../../groups/index.html"]
    assert 'name="group"' not in text(folder)


def test_the_site_itself_never_shows_the_page_of_a_copy(client, folder):
    factories.organization(name="Ember House")
    export(folder)

    assert "This is a copy" in (folder / "index.html").read_text()
    assert "This is a copy" not in client.get("/").content.decode()


def test_every_page_is_there_in_every_language_and_leads_to_itself_in_the_other(folder):
    factories.organization(name="Ember House", country="GB", region="SCT", languages=["es"])
    factories.organization(name="٣ Stars")

    export(folder)

    pages = {name for name in files(folder) if name.endswith((".html", ".atom", "day.js"))}
    spanish = {name.removeprefix("es/") for name in pages if name.startswith("es/")}
    assert {name for name in pages if not name.startswith("es/")} == spanish
    assert len(spanish) > 30
    for name in sorted(spanish):
        if name.endswith(".html"):
            up = "../" * name.count("/")
            assert f'href="{up}es/{name}" lang="es"' in (folder / name).read_text(), name
            told = (folder / "es" / name).read_text()
            assert ('<html lang="es"' in told, f'href="{up}../{name}" lang="en"' in told) == (True, True), name
    assert "Esto es una copia" in (folder / "es/index.html").read_text()


def test_what_we_keep_and_our_work_in_numbers_are_in_a_copy(client, folder):
    export(folder)

    assert 'href="../what-we-keep/index.html"' in (folder / "safety/index.html").read_text()
    assert 'href="../transparency/index.html"' in (folder / "how-we-vet/index.html").read_text()
    assert 'href="../transparency.json"' in (folder / "transparency/index.html").read_text()
    assert 'href="../../transparency.json"' in (folder / "es/transparency/index.html").read_text()
    assert (folder / "transparency.json").read_bytes() == client.get("/transparency.json").content
    assert "Qué guardamos" in (folder / "es/what-we-keep/index.html").read_text()


def test_the_bar_ends_full_and_moves_while_data_is_written(folder, monkeypatch):
    for number in range(3):
        factories.organization(name=f"Ember House {number}")
    bar, at = SimpleNamespace(total=0, n=0), {}
    bar.update = lambda steps=1: setattr(bar, "n", bar.n + steps)
    put = Folder.put_parts
    monkeypatch.setattr(
        Folder, "put_parts", lambda self, file, parts: (put(self, file, parts), at.update({file: bar.n}))
    )

    with override("en"):
        exporting.export(Folder(folder), None, Progress(bar))

    assert bar.n == bar.total
    assert at["groups.csv"] < at["groups.json"] < at["open-data/hsds.zip"] < at["open-data/services.ndjson"] < bar.n


def test_a_long_list_is_cut_into_pages_and_says_each_group_once(folder, monkeypatch):
    monkeypatch.setattr(lists, "CARDS", 2)
    monkeypatch.setattr(lists, "NAMES", 2)
    for name in ("Amber House", "Ash House", "Anise House", "3 Rivers", "٣ Stars", "Élan"):
        factories.organization(name=name)

    export(folder)

    letters = "".join((folder / "a-z" / file).read_text() for file in ("a/index.html", "a/2.html"))
    assert re.findall(r"<span>(A\w+ House)</span>", letters) == ["Amber House", "Anise House", "Ash House"]
    assert "2.html" in (folder / "a-z/a/index.html").read_text()
    assert "2 groups" in (folder / "a-z/0-9/index.html").read_text()
    assert "Élan" in (folder / "a-z/e/index.html").read_text()
    assert (folder / "lists/country-US/3.html").is_file()


def test_of_very_many_groups_names_and_places_are_enough(folder, monkeypatch):
    monkeypatch.setattr(lists, "MOST_CARDS", 1)
    factories.organization(name="Ember House", description="Rides and meals.", languages=["es"])
    factories.organization(name="Copper House", description="Rides and meals.")

    export(folder)

    short, long = ((folder / f"lists/{name}/index.html").read_text() for name in ("language-es", "country-US"))
    assert ("Rides and meals." in short, "Rides and meals." in long) == (True, False)
    assert re.findall(r"<span>(\w+ House)</span>", long) == ["Copper House", "Ember House"]


def test_the_data_of_a_copy_is_that_of_the_site(client, folder):
    factories.organization(name="Ember House", description="“Quoted”, é\n=1+1")
    factories.organization(name="Copper House")

    export(folder)

    assert (folder / "groups.csv").read_bytes() == client.get("/groups.csv").getvalue()
    assert (folder / "groups.json").read_bytes() == client.get("/groups.json").getvalue()
    table = ListingResource().export(Organization.objects.listed())
    assert (folder / "groups.json").read_text() == Json().export_data(table)
    Organization.objects.filter(name="Ember House").update(keep_from_open_data=True)
    export(folder)
    assert "Ember House" not in (folder / "groups.csv").read_text()
    assert (folder / "groups/ember-house/index.html").is_file()


def test_the_data_of_an_empty_site_is_still_data(folder):
    export(folder)

    assert json.loads((folder / "groups.json").read_text()) == []
