"""Make the four roles. A role only grows from here by another migration or by an administrator's hand."""

from django.db import migrations

REVIEWING = ["view_submission", "review_submission", "withdraw_submission", "view_decision", "view_criteriaset"]
TERMS = ["focusarea", "language", "population", "synonym"]
ROLES = {
    "Reviewer": {"curation": REVIEWING, "directory": ["view_organization"]},
    "Publisher": {"curation": [*REVIEWING, "decide_submission"], "directory": ["view_organization"]},
    "Coalition": {"curation": ["add_submission", "import_submission"], "directory": ["view_organization"]},
    "Administrator": {
        "curation": [
            "view_decision",
            *[
                f"{verb}_{model}"
                for model in ("criteriaset", "criterion", "coalition")
                for verb in ("view", "add", "change")
            ],
        ],
        "directory": [
            "view_organization",
            *[f"{verb}_{model}" for model in TERMS for verb in ("view", "add", "change")],
            "delete_synonym",
        ],
        "auth": ["view_user", "add_user", "change_user", "view_group"],
    },
}
NAMES = {
    "review_submission": "Can review submissions",
    "decide_submission": "Can publish and decline submissions",
    "withdraw_submission": "Can take a listing down",
    "import_submission": "Can import submissions from a spreadsheet",
}


def make(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for role, grants in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for app, codenames in grants.items():
            for codename in codenames:
                model = codename.split("_", 1)[1]
                kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
                # Django makes permissions only after all migrations; these are the same rows, a moment early.
                name = NAMES.get(codename, f"Can {codename.replace('_', ' ')}")
                permission, _ = Permission.objects.get_or_create(
                    codename=codename, content_type=kind, defaults={"name": name}
                )
                group.permissions.add(permission)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0002_guards"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make, remove)]
