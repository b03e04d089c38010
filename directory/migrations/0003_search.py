"""Full-text documents of listings, in the words of each database, and the synonyms they are asked by."""

from typing import Any

from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE directory_document USING fts5(
        names, topics, body, prefix = '2 3',
        tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
    )""",
]
POSTGRESQL = [
    "CREATE TABLE directory_document (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX directory_document_words ON directory_document USING gin (words)",
]


def create(_apps: Any, schema_editor: Any) -> None:
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(_apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE directory_document")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_editions")]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "typed",
                    models.TextField(
                        help_text="One word or phrase on each line.", unique=True, verbose_name="what people type"
                    ),
                ),
                (
                    "also",
                    models.TextField(help_text="One word or phrase on each line.", verbose_name="what it also finds"),
                ),
            ],
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
                "ordering": ["typed"],
            },
        ),
        migrations.RunPython(create, drop),
    ]
