from pathlib import Path

import pytest

from cost.languages import NODE_FLAGS

TEMPLATES = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("template", ["node-http", "node-worker"])
def test_the_service_that_is_measured_has_the_flags_of_the_images(template):
    command = (TEMPLATES / template / "Dockerfile").read_text().rpartition("CMD ")[2]
    assert [f'"{flag}"' for flag in NODE_FLAGS] == command.strip("[]\n").split(", ")[1 : 1 + len(NODE_FLAGS)]
    assert command.count("space-size") == len(NODE_FLAGS)
