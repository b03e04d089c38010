import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0013_translations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="criteriaset",
            name="comment_until",
            field=models.DateField(blank=True, null=True, verbose_name="open to comments until"),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AlterField(
            model_name="criteriaset",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("comment", "Proposed, open to comments"),
                    ("effective", "In force"),
                    ("retired", "Retired"),
                ],
                default="draft",
                max_length=20,
                verbose_name="status",
            ),
        ),
    ]
