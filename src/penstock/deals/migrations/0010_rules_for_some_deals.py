from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deals', '0009_documents_that_are_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='stagerule',
            name='conditions',
            field=models.TextField(blank=True, default=''),
        ),
    ]
