import pytest
from hypothesis import given
from hypothesis import strategies as st

from scribemed_monitoring.statements import redis_commands, sql_summary, url_origin


@pytest.mark.parametrize(
    ("statement", "summary"),
    [
        ("select * from notes where name = 'Jane'", "SELECT notes"),
        ("SELECT 'from jane' FROM notes", "SELECT notes"),
        ("SELECT 'it''s from jane', E'\\' from jane' FROM notes", "SELECT notes"),
        ("SELECT 'unclosed from jane", "SELECT"),
        ("SELECT $$ from jane $$ FROM notes", "SELECT notes"),
        ("SELECT $a$ $$ from jane $a$ FROM notes", "SELECT notes"),
        ("SELECT 1 -- from jane\nFROM notes", "SELECT notes"),
        ("/* from jane */ SELECT 1 FROM notes", "SELECT notes"),
        ("/* unclosed from jane", None),
        ('INSERT INTO "public"."notes" VALUES (1)', "INSERT public.notes"),
        ("UPDATE ONLY notes SET a = 'from jane'", "UPDATE notes"),
        ("delete from notes", "DELETE notes"),
        ("WITH x AS (SELECT 1 FROM a) SELECT 1 FROM b", "WITH a"),
        ("COMMIT", "COMMIT"),
        ("Jane Doe", None),
        ("", None),
        ("selected from jane", None),
    ],
)
def test_sql(statement: str, summary: str | None) -> None:
    assert sql_summary(statement) == summary


@pytest.mark.parametrize(
    ("raw", "commands"),
    [
        ("GET patient:jane", "GET"),
        ("SET k jane\nget k", "SET GET"),
        ("HGETALL", "HGETALL"),
        ("JSON.GET k", "JSON.GET"),
        ("jane:doe", None),
        ("", None),
        ("GET k\njane:doe", None),
    ],
)
def test_redis(raw: str, commands: str | None) -> None:
    assert redis_commands(raw) == commands


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://jane:secret@example.com:8443/patients/jane?name=jane#jane", "https://example.com:8443"),
        ("http://rag/x", "http://rag"),
        ("http://[::1]:80/x", "http://[::1]:80"),
        ("http://jane doe/", None),
        ("http://x:port/", None),
        ("jane", None),
        ("/patients/jane", None),
        ("file:///jane", None),
        ("http://[bad", None),
    ],
)
def test_url(url: str, origin: str | None) -> None:
    assert url_origin(url) == origin


@given(st.text(max_size=5000))
def test_nothing_raises(text: str) -> None:
    for reduce in (sql_summary, redis_commands, url_origin):
        result = reduce(text)
        assert result is None or len(result) <= 700


@pytest.mark.parametrize("text", ["'" * 100_000, "select " + "/*" * 50_000, "$a" * 50_000, "select 'a\\" * 20_000])
def test_hostile_statements_are_quick(text: str) -> None:
    sql_summary(text)
    redis_commands(text)
    url_origin(text)
