"""Totals tell what is set aside from what is open."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('boards', '0002_total_by_source_and_type'),
    ]

    operations = [
        migrations.AlterField(
            model_name='stagetotal',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('won', 'Won'), ('lost', 'Lost'), ('aside', 'Set aside')], max_length=5),
        ),
    ]
