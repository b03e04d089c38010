"""A site of its own in processes of its own, on the kind of database under test: to be killed, starved or lost."""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.db import connection

SETUP = "import django; django.setup()\n"


class Apart:
    def __init__(self, folder):
        self.folder = folder
        self.made = []
        self.env = os.environ | {
            "DIRECTORY_DATA_DIR": str(folder),
            "PYTHONPATH": str(Path.cwd()),
            "DJANGO_SETTINGS_MODULE": "directory.project.settings",
        }
        self.lose_the_database()

    def start(self, program, **given):
        command = [sys.executable, "-c", SETUP + program]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env=self.env, cwd=self.folder, **pipes | given)  # noqa: S603 (our own program)

    def run(self, program, **given):
        """Run a program to its end and return what it wrote; the test fails if the program did."""
        process = self.start(program, **given)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out.strip()

    def run_killed(self, program, until):
        """Kill a program once `until` says so, and return what it had written by then."""
        process = self.start(program)
        while process.poll() is None and not until():
            time.sleep(0.01)
        assert process.poll() is None, process.communicate()
        process.kill()
        return process.communicate()[0]

    def lose_the_database(self):
        """Leave nothing where the database was: the next program finds an empty place."""
        if connection.vendor == "sqlite":
            for file in self.folder.glob("directory.sqlite3*"):
                file.unlink()
            return
        self.made.append(f"apart_{secrets.token_hex(8)}")
        self._ask(f"CREATE DATABASE {self.made[-1]}")
        where = connection.settings_dict
        who = f"{quote(where['USER'])}:{quote(where['PASSWORD'])}"
        self.env["DIRECTORY_DATABASE_URL"] = f"postgres://{who}@{where['HOST']}:{where['PORT']}/{self.made[-1]}"

    def clear_away(self):
        for name in self.made:
            self._ask(f"DROP DATABASE {name} WITH (FORCE)")

    @staticmethod
    def _ask(statement):
        import psycopg

        where = connection.get_connection_params() | {"dbname": "postgres"}
        with psycopg.connect(**where, autocommit=True) as server:
            server.execute(statement)
