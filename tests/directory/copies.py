"""Makes a copy of the site as the command does, and reads all that is in it."""

import zipfile

from django.core.management import call_command


def export(folder):
    call_command("export_site", str(folder), verbosity=0)


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def text(folder):
    """Everything in a copy, what is packed too."""
    return "\n".join(f"{name}\n{words(path)}" for name, path in files(folder).items())


def words(path):
    if path.suffix != ".zip":
        return path.read_text()
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
