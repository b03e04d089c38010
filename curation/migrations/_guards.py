"""How migrations write a guard: a trigger by which the database itself refuses something, alike on both databases."""

from typing import NamedTuple


class Guard(NamedTuple):
    """`event` is such as “BEFORE UPDATE”. The `condition` is the same SQL on both; without one every such change is refused."""

    name: str
    refusal: str
    event: str
    table: str
    condition: str = ""

    def install(self, schema_editor):
        when, act = (
            f"WHEN {self.condition}" if self.condition else "",
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END",
        )
        if schema_editor.connection.vendor == "postgresql":
            body = f"RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'integrity_constraint_violation';"
            body = f"IF {self.condition} THEN {body} END IF;" if self.condition else body
            schema_editor.execute(
                f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
            )
            when, act = "", f"EXECUTE FUNCTION {self.name}()"
        schema_editor.execute(f"CREATE TRIGGER {self.name} {self.event} ON {self.table} FOR EACH ROW {when} {act}")

    def remove(self, schema_editor):
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(f"DROP TRIGGER {self.name}" + (f" ON {self.table}" if is_postgresql else ""))
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION {self.name}()")


def both_ways(*guards):
    """Return what puts the guards up and what takes them down, as `RunPython` wants it."""

    def install(_apps, schema_editor):
        for guard in guards:
            guard.install(schema_editor)

    def remove(_apps, schema_editor):
        for guard in guards:
            guard.remove(schema_editor)

    return install, remove
