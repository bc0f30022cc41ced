"""docs/reference/phi.md, written from the results."""

from collections.abc import Iterable
from pathlib import Path

from phi.carriers import CARRIERS
from phi.identifiers import KINDS
from phi.table import Count, Table, total

TEMPLATE = Path(__file__).with_name("page.md")
NAMES = {"node": "Node.js", "python": "Python"}


def page(tables: list[Table], forms: dict[tuple[str, str], bool], people: int) -> str:
    """The page. `forms` are the forms of identifiers, and whether a pattern finds them."""
    structured = total(count for table in tables for count in table.cells.values())
    found = {form for form, has_pattern in forms.items() if has_pattern}
    parts = {
        "summary": _summary(structured, tables, people),
        "carriers": _lines(f"| `{carrier}` | {meaning} |" for carrier, meaning in CARRIERS.items()),
        "kinds": _lines(f"| {letter} | {kind} | {_forms(letter, forms)} |" for letter, kind in KINDS.items()),
        "tables": "\n\n".join(f"### {NAMES[table.language]}\n\n{_matrix(table)}" for table in tables),
        "patterns": _messages(tables, [form for form in forms if form in found]),
        "labels": _labelled(tables),
        "unfound": _messages(tables, [form for form in forms if form not in found]),
        "codes": _survivors(tables),
    }
    text = TEMPLATE.read_text()
    for name, part in parts.items():
        text = text.replace(f"{{{{{name}}}}}", part)
    return text


def _summary(structured: Count, tables: list[Table], people: int) -> str:
    carriers = sum(len(table.carriers) for table in tables)
    return (
        f"{people} people, {structured.tried:,} identifiers in {carriers} carriers of two languages: "
        f"{structured.process} left a process, {structured.agent} left the agent."
    )


def _forms(letter: str, forms: dict[tuple[str, str], bool]) -> str:
    return ", ".join(f"`{form}`" if "%" in form else form for of, form in forms if of == letter)


def _matrix(table: Table) -> str:
    head = ["| carrier | " + " | ".join(KINDS) + " |", "|---|" + "--:|" * len(KINDS)]
    rows = [
        f"| `{carrier}` | " + " | ".join(_kept(table.cells[carrier, letter]) for letter in KINDS) + " |"
        for carrier in CARRIERS
        if carrier in table.carriers
    ]
    return "\n".join(head + rows)


def _kept(count: Count) -> str:
    """The share that stayed, in percent; two where the agent kept more."""
    process, agent = (_percent(count.tried - left, count.tried) for left in (count.process, count.agent))
    return process if process == agent else f"{process}, {agent}"


def _percent(part: int, whole: int) -> str:
    """A whole number only where it is exact: 99.96 is not 100."""
    share = 100 * part / whole
    return f"{share:.0f}" if share == int(share) else f"{int(share * 10) / 10:.1f}"


def _messages(tables: list[Table], forms: list[tuple[str, str]]) -> str:
    return _lines(
        f"| {letter} | {KINDS[letter]} | {f'`{form}`' if '%' in form else form} | "
        + " | ".join(_kept(table.bare[letter, form]) for table in tables)
        + " |"
        for letter, form in forms
    )


def _labelled(tables: list[Table]) -> str:
    rows = []
    for letter, kind in KINDS.items():
        counts = [total(count for (of, _), count in table.labelled.items() if of == letter) for table in tables]
        if all(count.tried for count in counts):
            rows.append(f"| {letter} | {kind} | " + " | ".join(map(_kept, counts)) + " |")
    return "\n".join(rows)


def _survivors(tables: list[Table]) -> str:
    kinds = list(tables[0].survivors)
    return _lines(
        f"| {kind} | " + " | ".join(_survived(table.survivors[kind]) for table in tables) + " |" for kind in kinds
    )


def _survived(count: Count) -> str:
    process, agent = _percent(count.process, count.tried), _percent(count.agent, count.tried)
    return process if process == agent else f"{process}, {agent}"


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(rows)
