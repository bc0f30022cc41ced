"""The same cases as the Node.js package: what is a word of code, and the name of a host."""

import json
from pathlib import Path

import pytest

from scribemed_monitoring.code_word import is_code_word, is_host_name, is_route

CASES = json.loads((Path(__file__).parents[2] / "code-words.json").read_text())


@pytest.mark.parametrize("text", CASES["words"])
def test_is_a_word_of_code(text: str) -> None:
    assert is_code_word(text)


@pytest.mark.parametrize("text", CASES["other_words"])
def test_is_no_word_of_code(text: str) -> None:
    assert not is_code_word(text)


@pytest.mark.parametrize("text", CASES["hosts"])
def test_is_a_host(text: str) -> None:
    assert is_host_name(text)


@pytest.mark.parametrize("text", CASES["other_hosts"])
def test_is_no_host(text: str) -> None:
    assert not is_host_name(text)


@pytest.mark.parametrize("text", CASES["routes"])
def test_is_a_route(text: str) -> None:
    assert is_route(text)


@pytest.mark.parametrize("text", CASES["other_routes"])
def test_is_no_route(text: str) -> None:
    assert not is_route(text)
