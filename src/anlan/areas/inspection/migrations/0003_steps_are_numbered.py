from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inspection", "0002_what_was_written_stays")]
    operations = [
        migrations.AlterModelOptions(
            name="findingstep",
            options={"ordering": ("number", "at"), "verbose_name": "整改经过"},
        ),
        migrations.AddField(
            model_name="findingstep",
            name="number",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
