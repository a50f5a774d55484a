from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('removed_at__isnull', True)), fields=['workspace', 'created_at'], name='contact_created'),
        ),
    ]
