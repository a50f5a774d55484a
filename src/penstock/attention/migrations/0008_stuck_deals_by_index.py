from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attention', '0007_moments_of_deals'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='dealmark', name='mark_stuck'),
        migrations.AddIndex(
            model_name='dealmark',
            index=models.Index(condition=models.Q(('stuck_at__isnull', False)), fields=['workspace', 'stuck_at', 'deal'], name='mark_stuck'),
        ),
    ]
