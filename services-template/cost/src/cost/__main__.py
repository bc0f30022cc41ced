"""Measures, and prints or writes the results; see `--help`."""

import argparse
import json
import sys
from pathlib import Path

from cost import languages, machine, page, rounds, table
from cost.results import LanguageResult, Results, from_json, to_json

PAGE = Path(__file__).resolve().parents[4] / "docs/reference/telemetry-cost.md"
DEFAULT_ROUNDS = 15


def measure(count: int) -> Results:
    """Measure both languages."""
    before = machine.load()
    measured = []
    for language in languages.LANGUAGES:
        sys.stderr.write(f"{language.name}: {count} rounds\n")
        measured.append(LanguageResult(language.name, rounds.run(language, count), languages.scrub(language)))
    return Results(machine.today(), machine.facts(), languages.versions(), (before, machine.load()), measured)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="sh measure", description="measures what telemetry costs a service")
    parser.add_argument("--rounds", type=int, default=DEFAULT_ROUNDS, help="of each language; default %(default)s")
    parser.add_argument("--json", action="store_true", help="print every round as JSON instead of a table")
    parser.add_argument("--page", action="store_true", help=f"also write docs/reference/{PAGE.name}")
    parser.add_argument("--from", dest="file", type=Path, help="do not measure, read what --json printed")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be 1 or more")
    results = from_json(json.loads(options.file.read_text())) if options.file else measure(options.rounds)
    if options.page:
        PAGE.write_text(page.render(results))
    sys.stdout.write((json.dumps(to_json(results)) if options.json else table.render(results)) + "\n")


if __name__ == "__main__":
    main()
