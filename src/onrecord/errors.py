"""Everything that can go wrong, in three families by what the caller does next.

    OnrecordError
    ├── UsageError   fix the call and call again   exit status 2
    ├── ItemError    record it, go on              exit status 1 once the batch is done
    └── RunError     stop                          exit status 3

A message says what, where, the value found, what was expected and what to do, in that order.
`code` is a stable slug listed in the reference page of errors, which is made from the code; `facts` holds the same facts as the
message, so that no program has to parse text.
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What a command's exit status means; documented on the reference page of commands."""

    OK = 0
    SOME_ITEMS_FAILED = 1
    USAGE = 2
    RUN_FAILED = 3
    INTERRUPTED = 130


class OnrecordError(Exception):
    """Base of every error that Onrecord raises on purpose.

    Args:
        message: one line, lower case, no full stop: what, where, found, expected, what to do.
        code: stable slug, `kebab-case`.
        facts: the values named in the message.
    """

    exit_status = ExitStatus.RUN_FAILED

    def __init__(self, message: str, *, code: str, **facts: object) -> None:
        super().__init__(message)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes; the default form would lose `code`."""
        return _rebuilt, (type(self), str(self), self.code, self.facts)


def _rebuilt(kind: type[OnrecordError], message: str, code: str, facts: dict[str, object]) -> OnrecordError:
    """The error that was pickled; a subclass with a signature of its own is not called again."""
    error = kind.__new__(kind)
    OnrecordError.__init__(error, message, code=code, **facts)
    return error


class UsageError(OnrecordError):
    """The call was wrong; nothing was done. Fix it and call again."""

    exit_status = ExitStatus.USAGE


class ItemError(OnrecordError):
    """One input could not be read. The rest of the batch goes on."""

    exit_status = ExitStatus.SOME_ITEMS_FAILED


class RunError(OnrecordError):
    """The run cannot go on: a full disk, a damaged casebook, a missing model file."""

    exit_status = ExitStatus.RUN_FAILED
