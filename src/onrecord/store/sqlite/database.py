"""One SQLite file: connections, transactions, migrations, and its errors in Onrecord's words."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.basics.fold import folded
from onrecord.errors import RunError, UsageError

APPLICATION_ID = 0x4F6E5263
"""Marks the file as a casebook (SQLite's `application_id`)."""

BUSY_MS = 10_000
"""How long a writer waits for another one, in milliseconds."""

_SURROGATE = re.compile("[\ud800-\udfff]")


class Database:
    """A casebook's file. Each thread has its own connection, so that pages can be read while a writer writes."""

    def __init__(self, path: Path, *, create: bool, read_only: bool) -> None:
        self.path = path
        self._read_only = read_only
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []
        if not path.exists() and not create:
            raise UsageError(
                f"no casebook at {str(path)!r}; make one with 'onrecord add PATH --casebook {path}'",
                code="casebook-missing",
                path=str(path),
            )
        if path.is_dir():
            raise UsageError(f"casebook {str(path)!r} is a folder; expected a file", code="casebook-missing", path=str(path))
        try:
            with self.translated():
                self._prepare()
        except BaseException:
            self.close()
            raise

    # ---- connections ---------------------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = self._connect()
            self._local.connection = held
            with self._lock:
                self._open.append(held)
        return held

    def _connect(self) -> sqlite3.Connection:
        if not self._read_only:
            connection = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        else:
            connection = self._connect_read_only()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32000")
        connection.create_function("called", 1, called, deterministic=True)
        return connection

    def _connect_read_only(self) -> sqlite3.Connection:
        """Without a write; a log that cannot be opened (read-only folder, no writer) is taken to be empty."""
        address = "file:" + quote(str(self.path.absolute()))
        for mode in ("mode=ro", "mode=ro&immutable=1"):
            connection = sqlite3.connect(f"{address}?{mode}", uri=True, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("PRAGMA schema_version").fetchone()
            except sqlite3.OperationalError:
                connection.close()
                if mode.endswith("immutable=1"):
                    raise
            else:
                return connection
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close every thread's connection. A second call does nothing."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    # ---- schema --------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        connection = self._connection()
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        if tables and mark != APPLICATION_ID:
            raise self._damaged("is a database of another program, not a casebook")
        known = _migrations()
        have = connection.execute("PRAGMA user_version").fetchone()[0]
        if have > known[-1][0]:
            raise RunError(
                f"casebook {str(self.path)!r} has schema {have}, this version knows {known[-1][0]}; use a newer onrecord",
                code="casebook-newer",
                path=str(self.path),
                found=have,
                expected=known[-1][0],
            )
        pending = [step for step in known if step[0] > have]
        if self._read_only:
            if pending:
                raise RunError(
                    f"casebook {str(self.path)!r} has schema {have}, expected {known[-1][0]}; "
                    f"run 'onrecord relink --casebook {self.path}' once",
                    code="casebook-older",
                    path=str(self.path),
                )
            return
        if not tables:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        for number, name, script in pending:
            self._migrate(connection, number, name, script)

    def _migrate(self, connection: sqlite3.Connection, number: int, name: str, script: str) -> None:
        """Run one migration in a transaction; two processes that open a new casebook at once run it once."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS migrations"
                    " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, ran_at TEXT NOT NULL) STRICT"
                )
                connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (number, name, now))
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise

    def schema_version(self) -> int:
        return int(self.one("PRAGMA user_version")[0])

    # ---- statements ----------------------------------------------------------------------------------------

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        with self.translated():
            return self._execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row of a query, None if there is none."""
        with self.translated():
            return self._execute(sql, values).fetchone()

    def stream(self, sql: str, values: Sequence[Any] = (), *, batch: int = 200) -> Iterator[Any]:
        """Rows of a query, a batch at a time; other statements may run between."""
        with self.translated():
            cursor = self._execute(sql, values)
        while True:
            with self.translated():
                rows = cursor.fetchmany(batch)
            if not rows:
                return
            yield from rows

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement; how many rows it changed."""
        with self.translated():
            return self._execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row of values."""
        with self.translated():
            self._connection().executemany(sql, map(_storable, rows))

    def _execute(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._connection().execute(sql, values)
        except UnicodeEncodeError:
            return self._connection().execute(sql, _storable(values))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. One inside another belongs to the outer one."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with self.translated():
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self.translated():
                connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn SQLite's errors into a RunError that says what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._explained(error) from error

    def _explained(self, error: sqlite3.DatabaseError) -> RunError:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        where = repr(str(self.path))
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            return RunError(
                f"casebook {where} cannot grow: {error}; what is stored is kept: free some space and run the same command again",
                code="casebook-full",
                path=str(self.path),
            )
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return RunError(
                f"casebook {where} is being written by another program for over {BUSY_MS // 1000} s; wait for it and run again",
                code="casebook-locked",
                path=str(self.path),
            )
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return RunError(
                f"casebook {where} cannot be opened or written: {error}; check the folder and its permissions",
                code="casebook-unwritable",
                path=str(self.path),
            )
        return self._damaged(str(error))

    def _damaged(self, found: str) -> RunError:
        return RunError(
            f"casebook {str(self.path)!r} cannot be used: {found}; restore it from a copy, or choose another file",
            code="casebook-damaged",
            path=str(self.path),
            found=found,
        )


def called(name: str) -> str:
    """What two spellings of the name of one place have in common; what follows a comma says only where it is."""
    return folded(name.split(",")[0])


def _storable(values: Sequence[Any]) -> list[Any]:
    """SQLite keeps UTF-8 only: lone surrogates become U+FFFD in columns (records keep them as escapes)."""
    return [_SURROGATE.sub("\ufffd", v) if isinstance(v, str) and not v.isascii() else v for v in values]


def _roll_back(connection: sqlite3.Connection) -> None:
    """Undo; after a full disk SQLite may have done so already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _migrations() -> list[tuple[int, str, str]]:
    """(number, name, SQL) of every migration file, in order."""
    folder = resources.files("onrecord.store.sqlite") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [(int(f.name.split("_")[0]), f.name.removesuffix(".sql"), f.read_text("utf-8")) for f in files]


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time (`executescript` would commit the transaction that it runs in)."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
