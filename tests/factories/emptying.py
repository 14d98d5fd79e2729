"""Empty the tables between tests, history and evidence too.

The database refuses to remove them. A test that commits needs its database emptied all the same, so the refusal is
lifted for that one moment, and only here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

_flush = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def refusal_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let everything be removed, until the end of the block."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            tables = [name for (name,) in cursor.fetchall()]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
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
