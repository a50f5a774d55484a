from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attention', '0006_contact_norm'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dealmark',
            index=models.Index(fields=['workspace', 'deal', 'stuck_at', 'slow_at'], name='mark_moments'),
        ),
    ]
