"""Empty the tables between tests, history too.

The database refuses to remove history. A test that commits needs its database emptied all the same, so the refusal is
lifted for that one moment, and only here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

_flush = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def refusal_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let history be removed, until the end of the block."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE history_entry DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE history_entry ENABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history_entry'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, sql in triggers:
                cursor.execute(sql)


def flush_with_history(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
    """Empty the tables as Django does between tests that commit."""
    with refusal_lifted(self.connection):
        _flush(self, sql_list)


def install() -> None:
    """Let Django's test cases empty history too."""
    BaseDatabaseOperations.execute_sql_flush = flush_with_history
