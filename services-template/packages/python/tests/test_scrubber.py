import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scribemed_monitoring.scrubber import _CANDIDATE, MAX_LENGTH, NEEDED, RULES, Rule, Scrubber, has_phi
from scribemed_monitoring.tally import Tally

# The cases of both packages: what is masked here is masked there, to the character.
CASES = json.loads((Path(__file__).parents[2] / "scrubber-cases.json").read_text())

# The cases of every engine that runs the patterns. One without `masked` must survive.
PHI_CASES = json.loads((Path(__file__).parents[2] / "phi-cases.json").read_text())

FRAGMENTS = [
    *("mrn", "mrn: ", "patient_name=", "dob", '"mrn":', "'", '"', '\\"', "\\", ":", "=", "#", ";", " ", "\t", "\n"),
    *("123-45-6789", "555-123-4567", "(555) 123-4567", "+1 ", "4111 1111 1111 1111", "a@b.co", "%40", "x", "1", "-"),
    *("[phi:email]", "[phi:", "}", "\u00e9", "\U0001f600", "\ud800", "\x00"),
]
texts = st.text(max_size=2000) | st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any], tally: Tally) -> None:
    assert Scrubber(tally).text(case["text"] * case.get("times", 1)) == case["scrubbed"]
    assert sorted(rule or "" for name, rule in tally.pending() if name == "phi.scrubber.masked") == case["masked"]


@pytest.mark.parametrize("case", PHI_CASES, ids=lambda case: case["text"])
def test_phi_case(case: dict[str, Any], tally: Tally) -> None:
    assert Scrubber(tally).text(case["text"]) == case.get("masked", case["text"])


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name in NEEDED], ids=lambda rule: rule.name)
def test_every_match_of_a_rule_holds_what_it_needs(rule: Rule) -> None:
    @given(st.from_regex(rule.regex, fullmatch=True))
    def check(match: str) -> None:
        assert NEEDED[rule.name].search(match)

    check()
    assert NEEDED.keys() <= {known.name for known in RULES}


def test_a_text_that_was_clean_is_clean_again_and_one_that_was_not_is_masked_again(tally: Tally) -> None:
    scrubber = Scrubber(tally)
    for _ in range(2):
        assert scrubber.text("job 12 is done") == "job 12 is done"
        assert scrubber.text("ssn 123-45-6789") == "ssn [phi:ssn]"
    assert tally.pending() == {("phi.scrubber.masked", "ssn"): 2}


@given(texts)
@settings(max_examples=500)
def test_result_is_bounded_and_does_not_change_any_more(text: str) -> None:
    scrubber = Scrubber(Tally())
    once = scrubber.text(text)
    assert len(once) <= MAX_LENGTH
    assert scrubber.text(once) == once


@given(texts)
@settings(max_examples=500)
def test_what_the_quick_test_lets_through_has_nothing_to_mask(text: str) -> None:
    if not _CANDIDATE.search(text):
        assert not any(rule.regex.search(text) for rule in RULES)
        assert not has_phi(text)


@pytest.mark.parametrize("offset", range(0, 1300, 7))
def test_an_identifier_across_the_cut_leaves_no_part(offset: int) -> None:
    text = "x" * offset + " 123-45-6789 " + "y" * 2000
    assert not re.search(r"\d", Scrubber(Tally()).text(text))


@pytest.mark.parametrize("offset", range(1260, 1285))
def test_an_identifier_across_the_end_of_what_is_read_leaves_no_part(offset: int) -> None:
    # The mask of the long value moves the end of what is read before the cut.
    start = f'mrn: "{"x" * 500}" '
    text = start + "y" * (offset - len(start)) + " 123-45-6789 " + "z" * 2000
    assert not re.search(r"\d", Scrubber(Tally()).text(text))


def test_counts_by_rule(tally: Tally) -> None:
    Scrubber(tally).text("mrn: 4711, 123-45-6789 and 123-45-6789")
    assert tally.pending() == {("phi.scrubber.masked", "medical_record"): 1, ("phi.scrubber.masked", "ssn"): 2}


def test_ten_megabytes_cost_no_more_than_what_is_read(tally: Tally) -> None:
    assert len(Scrubber(tally).text("mrn: 4711 " * 1_000_000)) <= MAX_LENGTH
