from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0004_event_by_hand'),
        ('workspaces', '0008_person_started_on'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('company_id__isnull', True), ('contact_id__isnull', True), ('deal_id__isnull', True)), fields=['workspace', 'kind', 'position'], name='event_of_ourselves'),
        ),
    ]
