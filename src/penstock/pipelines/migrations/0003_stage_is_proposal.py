from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pipelines', '0002_expected_by_hand'),
    ]

    operations = [
        migrations.AddField(
            model_name='stage',
            name='is_proposal',
            field=models.BooleanField(default=False),
        ),
    ]
