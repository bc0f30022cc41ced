"""The results as a table for a terminal."""

from cost.results import Figure, LanguageResult, Results

TRACER_EXCEEDS = "The tracer alone adds more CPU than the limit allows, on this machine and at this load."
SCALED_MEETS = "By the scaled figure the package would meet its limit of CPU; the verdict is by the raw one."

_HEAD = ("", "median", "95 % interval", "limit", "")


def render(results: Results) -> str:
    """Return a table for each language."""
    lines = [f"{machine_line(results)}, load {load_line(results)}"]
    for result in results.languages:
        rows = [(result.language, *_HEAD[1:]), *(row(figure) for figure in result.figures())]
        widths = [max(len(cells[column]) for cells in rows) for column in range(len(_HEAD))]
        lines.append("")
        lines += [
            "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in rows
        ]
        lines += remarks(result)
    return "\n".join(lines)


def remarks(result: LanguageResult) -> list[str]:
    """Return what a reader must know of the verdict on CPU."""
    said = {TRACER_EXCEEDS: result.tracer_exceeds, SCALED_MEETS: result.scaled_would_meet}
    return [remark for remark, applies in said.items() if applies]


def row(figure: Figure) -> tuple[str, str, str, str, str]:
    """Return the cells of a figure."""
    value, unit = figure.value, figure.unit
    limit = "" if figure.limit is None else f"{figure.limit:g} {unit}"
    interval = f"{number(value.low, unit)} to {number(value.high, unit)}"
    return figure.what, f"{number(value.median, unit)} {unit}", interval, limit, figure.verdict


def number(value: float, unit: str) -> str:
    """Return a number with as many digits as mean something."""
    return f"{value:.2f}" if unit == "ms" else f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}"


def machine_line(results: Results) -> str:
    """Return processor, cores and kernel."""
    machine = results.machine
    return f"{machine['processor']}, {machine['cores']} cores, {machine['kernel']}"


def load_line(results: Results) -> str:
    """Return how busy the machine was, before and after."""
    before, after = results.load
    return f"{before:.1f} before and {after:.1f} after"
