"""The index behind search, in the way of the database."""

from django.db import migrations

from penstock.search.index import make_index


def make(apps, editor):
    make_index(editor)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
