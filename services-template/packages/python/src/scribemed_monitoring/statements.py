"""What remains of URLs, SQL and Redis commands: host, verb and table, command."""

import re
from urllib.parse import urlsplit

from scribemed_monitoring.code_word import is_host_name

# Statements longer than this are cut before they are read; the verb and the table come first.
MAX_READ = 4096

_LITERALS = re.compile(
    r"'(?:[^'\\]|\\.|'')*'?"  # strings, also one that is not closed
    r"|\$(\w*)\$.*?(?:\$\1\$|\Z)"  # dollar quotes of PostgreSQL
    r"|--[^\n]*"
    r"|/\*.*?(?:\*/|\Z)",
    re.DOTALL,
)
_VERB = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|UPSERT|WITH|CALL|COPY|BEGIN|START|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET"
    r"|SHOW|CREATE|ALTER|DROP|TRUNCATE|LOCK|VACUUM|ANALYZE|EXPLAIN|LISTEN|NOTIFY|FETCH|DECLARE|CLOSE|GRANT|REVOKE)\b",
    re.IGNORECASE | re.ASCII,
)
_TABLE = re.compile(
    r'\b(?:FROM|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?"?([A-Za-z_][A-Za-z0-9_$]{0,62}(?:"?\."?[A-Za-z_][A-Za-z0-9_$]{0,62})?)',
    re.IGNORECASE | re.ASCII,
)
_COMMAND = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,29}(?![^\s])", re.ASCII)


def sql_summary(statement: str) -> str | None:
    """The verb and the first table of a statement, for example `SELECT notes`; None where there is no known verb."""
    text = _LITERALS.sub(" ", statement[:MAX_READ])
    verb = _VERB.match(text)
    if verb is None:
        return None
    table = _TABLE.search(text)
    name = verb.group(1).upper()
    return f"{name} {table.group(1).replace(chr(34), '')}" if table else name


def redis_commands(raw: str) -> str | None:
    """The command of each line, for example `GET`; None where a line does not begin with one."""
    commands = []
    for line in raw[:MAX_READ].split("\n")[:20]:
        match = _COMMAND.match(line)
        if match is None:
            return None
        commands.append(match.group().upper())
    return " ".join(commands)


def url_origin(url: str) -> str | None:
    """Scheme, host and port of a URL: no user, path, query or fragment. None where it is not a URL of a host."""
    try:
        parts = urlsplit(url[:MAX_READ])
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ws", "wss", "grpc") or not host:
        return None
    if not is_host_name(host):
        return None
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" if port is None else f"{parts.scheme}://{host}:{port}"
