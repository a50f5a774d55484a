"""Rules know the events that brought them into force and out of it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0002_gates'),
    ]

    operations = [
        migrations.AddField(
            model_name='stagerule',
            name='added_position',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='stagerule',
            name='retired_position',
            field=models.BigIntegerField(default=0),
        ),
    ]
