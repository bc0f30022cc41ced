"""HIPAA's 18 identifiers in every carrier of both languages, and docs/reference/phi.md.

PHI_SEEDS selects other people: `7,8,9` or `random:30`. UPDATE=1 writes the page.
"""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from phi.carriers import CARRIERS
from phi.codes import codes
from phi.identifiers import KINDS, Identifier
from phi.page import page
from phi.people import person
from phi.table import LANGUAGES, Count, Table
from real_agent import ROOT

PAGE = ROOT / "docs/reference/phi.md"
# One person of each locale.
SEEDS = [20261129, 20261130, 20261131, 20261132]
REQUIRED = 0.99


@pytest.fixture(scope="module")
def seeds() -> list[int]:
    wanted = os.environ.get("PHI_SEEDS", "")
    if wanted.startswith("random:"):
        chosen = [random.randrange(2**32) for _ in range(int(wanted.removeprefix("random:")))]
    else:
        chosen = [int(seed) for seed in wanted.split(",")] if wanted else SEEDS
    print("PHI_SEEDS=" + ",".join(map(str, chosen)))  # noqa: T201 (pytest shows it with a failure)
    return chosen


@pytest.fixture(scope="module")
def people(seeds: list[int]) -> list[list[Identifier]]:
    return [person(seed) for seed in seeds]


@pytest.fixture(scope="module")
def tables(people: list[list[Identifier]], seeds: list[int]) -> list[Table]:
    tables = [Table(language) for language in LANGUAGES]
    texts = codes(seeds)
    with ThreadPoolExecutor(len(tables)) as pool:
        list(pool.map(lambda table: table.fill(people, texts), tables))
    return tables


def test_every_person_has_all_identifiers(people: list[list[Identifier]]) -> None:
    assert all({identifier.letter for identifier in person} == set(KINDS) for person in people)


def test_every_carrier_is_tried_in_both_languages(tables: list[Table]) -> None:
    for table in tables:
        missing = set(CARRIERS) - set(table.carriers)
        assert missing <= {"log_library", "kombu"}, (table.language, missing)
        assert set(table.carriers) <= set(CARRIERS)
        assert {letter for _, letter in table.cells} == set(KINDS)


def test_no_identifier_leaves_by_a_structured_carrier(tables: list[Table]) -> None:
    assert [leak for table in tables for leak in table.leaks if leak.carrier in CARRIERS] == []


def test_a_leak_would_be_found(tables: list[Table]) -> None:
    # Names in messages that are put together do leave: no pattern finds them, and this test does.
    for table in tables:
        names = [count for (letter, _), count in table.bare.items() if letter == "A"]
        assert all(count.process == count.agent == count.tried > 0 for count in names)


def test_patterns_find_what_has_a_form(tables: list[Table], people: list[list[Identifier]]) -> None:
    formed = {(found.letter, found.form) for found in people[0] if found.has_pattern}
    assert _below(REQUIRED, [(form, table.bare[form]) for table in tables for form in sorted(formed)]) == []


def test_patterns_find_what_has_a_label(tables: list[Table]) -> None:
    assert _below(REQUIRED, [(form, count) for table in tables for form, count in table.labelled.items()]) == []


def test_codes_that_care_needs_survive(tables: list[Table]) -> None:
    lost = [
        (table.language, kind, count)
        for table in tables
        for kind, count in table.survivors.items()
        if min(count.process, count.agent) / count.tried < REQUIRED
    ]
    assert lost == []


def test_the_page_says_so(tables: list[Table], people: list[list[Identifier]]) -> None:
    if os.environ.get("PHI_SEEDS"):
        pytest.skip("the page is about the people of the fixed seeds")
    forms = {(found.letter, found.form): found.has_pattern for found in people[0]}
    text = page(tables, forms, len(people))
    if os.environ.get("UPDATE"):
        PAGE.write_text(text)
    assert PAGE.exists(), "UPDATE=1 sh check tests/test_phi.py writes the page"
    assert PAGE.read_text() == text, "UPDATE=1 sh check tests/test_phi.py writes the page"


def _below(required: float, counts: list[tuple[tuple[str, str], Count]]) -> list[tuple[tuple[str, str], Count]]:
    """Those of which too few stayed."""
    return [(form, count) for form, count in counts if 1 - max(count.process, count.agent) / count.tried < required]
