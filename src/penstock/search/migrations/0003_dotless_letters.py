"""The letter ı is found as i now, and stands so in the documents."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace


def fold_again(apps, editor):
    documents = apps.get_model("search", "SearchDocument").unscoped.filter(folded__contains="\u0131")
    documents.update(folded=Replace(F("folded"), Value("\u0131"), Value("i")))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]

    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop)]
