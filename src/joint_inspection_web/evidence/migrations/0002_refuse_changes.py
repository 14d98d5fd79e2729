"""The database itself refuses to change or remove a note, a version of it, or what a version follows.

A later migration that rebuilds one of these tables on SQLite has to make the triggers again.
"""

from django.db import migrations

SAYS = "Evidence is added to, never changed"
TABLES = ("evidence_note", "evidence_version", "evidence_base")


def _sqlite(table):
    return [
        f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
        for verb in ("UPDATE", "DELETE")
    ] + [
        # INSERT OR REPLACE removes a row without asking the trigger on DELETE.
        f"""CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
    ]


def _postgresql(table):
    return [
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION evidence_refuse()""",
        f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse()""",
    ]


REFUSE = f"""CREATE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def forwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(REFUSE)
    for table in TABLES:
        for statement in _sqlite(table) if vendor == "sqlite" else _postgresql(table):
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        for what in ("update", "delete", "replace") if vendor == "sqlite" else ("change", "truncate"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{what}" + ("" if vendor == "sqlite" else f" ON {table}"))
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION evidence_refuse()")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
