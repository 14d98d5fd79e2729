"""The database itself refuses to change or remove an entry of history."""

from django.db import migrations

SAYS = "History is added to, never changed"

SQLITE = [
    f"""CREATE TRIGGER history_entry_no_{verb.lower()} BEFORE {verb} ON history_entry
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
    for verb in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE removes a row without asking the trigger on DELETE.
    f"""CREATE TRIGGER history_entry_no_replace BEFORE INSERT ON history_entry
        WHEN EXISTS (SELECT 1 FROM history_entry WHERE seq = NEW.seq OR hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
]
POSTGRESQL = [
    f"""CREATE FUNCTION history_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER history_entry_no_change BEFORE UPDATE OR DELETE ON history_entry
       FOR EACH ROW EXECUTE FUNCTION history_entry_refuse()""",
    """CREATE TRIGGER history_entry_no_truncate BEFORE TRUNCATE ON history_entry
       FOR EACH STATEMENT EXECUTE FUNCTION history_entry_refuse()""",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER history_entry_no_update",
        "DROP TRIGGER history_entry_no_delete",
        "DROP TRIGGER history_entry_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER history_entry_no_change ON history_entry",
        "DROP TRIGGER history_entry_no_truncate ON history_entry",
        "DROP FUNCTION history_entry_refuse()",
    ],
}
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def forwards(apps, schema_editor):
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
