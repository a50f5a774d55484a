from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0003_reactions'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(
                condition=models.Q(('origin__in', ('api', 'call', 'cli', 'email', 'mcp', 'screen'))),
                fields=['deal_id', 'person_id', 'recorded_at', 'workspace'],
                name='event_by_hand',
            ),
        ),
    ]
