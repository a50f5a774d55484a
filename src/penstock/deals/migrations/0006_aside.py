"""Deals can be set aside until a day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0005_approvals'),
    ]

    operations = [
        migrations.AddField(
            model_name='deal',
            name='age_counts_from',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='deal',
            name='aside_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='deal',
            name='aside_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='deal',
            name='aside_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='deal',
            name='back_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='deal',
            name='stage_counts_from',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='deal',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('won', 'Won'), ('lost', 'Lost'), ('aside', 'Set aside')], default='open', max_length=5),
        ),
        migrations.AlterField(
            model_name='dealspan',
            name='status',
            field=models.CharField(choices=[('open', 'Open'), ('won', 'Won'), ('lost', 'Lost'), ('aside', 'Set aside')], max_length=5),
        ),
    ]
