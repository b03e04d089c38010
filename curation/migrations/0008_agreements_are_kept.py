"""Let the database refuse to change or delete a line of the consent ledger."""

from django.db import migrations

from curation.migrations._guards import Guard, both_ways

REFUSAL = "append-only: a line of the consent ledger cannot be changed or deleted"
install, remove = both_ways(
    Guard("guard_agreements_update", REFUSAL, "BEFORE UPDATE", "curation_agreement"),
    Guard("guard_agreements_delete", REFUSAL, "BEFORE DELETE", "curation_agreement"),
)


class Migration(migrations.Migration):
    dependencies = [("curation", "0007_listed_groups")]
    operations = [migrations.RunPython(install, remove)]
