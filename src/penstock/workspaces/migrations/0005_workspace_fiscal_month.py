from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workspaces', '0004_settled_head'),
    ]

    operations = [
        migrations.AddField(
            model_name='workspace',
            name='fiscal_month',
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
