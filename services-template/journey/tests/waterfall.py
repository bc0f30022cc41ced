"""Draws a trace as a waterfall, one row for each span, as an SVG."""

import re
from collections.abc import Callable
from html import escape

from traces import Span

ROW, LEFT, RIGHT, TOP = 20, 420, 640, 44
BAR = 12
# Distinct in both colour schemes, and for people who do not see red or green.
COLOURS = ("#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#a463f2", "#97bbf5", "#9c6b4e")
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.name { font: 11px ui-monospace, monospace; }
.time { font-size: 11px; fill: #57606a; }
.line { stroke: #d0d7de; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .time { fill: #9198a1; } .line { stroke: #3d444d; }
}
"""


# Whether a client connects anew says nothing of the path.
CONNECTIONS = ("dns.lookup", "ipc.connect", "pg.pool.acquire", "tcp.connect")


def waterfall(root: Span, title: str) -> str:
    """Return the picture. Its scale is the time from the first span to the end of the last."""
    rows = [(depth, span) for depth, span in root.walk() if span.record["name"] not in CONNECTIONS]
    start, end = root.start_ns, max(span.end_ns for _, span in rows)
    services = list(dict.fromkeys(span.record["service"] for _, span in rows))
    colours = dict(zip(services, COLOURS, strict=False))
    width, height = LEFT + RIGHT + 90, TOP + ROW * len(rows) + 16

    def x(at_ns: int) -> float:
        return LEFT + RIGHT * (at_ns - start) / (end - start)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        *_scale(start, end, x, height),
    ]
    before = None
    for index, (depth, span) in enumerate(rows):
        y, service = TOP + ROW * index, span.record["service"]
        if service != before:
            parts.append(f'<text x="8" y="{y + BAR}" font-weight="600">{escape(service)}</text>')
            before = service
        name = escape(span.record["name"])
        parts.append(f'<text class="name" x="{150 + 9 * depth}" y="{y + BAR}">{name}</text>')
        bar = max(1.5, x(span.end_ns) - x(span.start_ns))
        tip = escape(f"{span.label}: {span.record['resource']}, {_milliseconds(span.end_ns - span.start_ns)}")
        parts.append(
            f'<rect x="{x(span.start_ns):.1f}" y="{y + 2}" width="{bar:.1f}" height="{BAR}" rx="2" '
            f'fill="{colours.get(service, COLOURS[0])}"><title>{tip}</title></rect>'
        )
        label = x(span.start_ns) + bar + 5
        took = _milliseconds(span.end_ns - span.start_ns)
        parts.append(f'<text class="time" x="{label:.1f}" y="{y + BAR}">{took}</text>')
    return "\n".join([*parts, "</svg>", ""])


def spans_of(picture: str) -> list[str]:
    """The spans that a picture shows, each as service and name, sorted."""
    return sorted(re.findall(r"<title>([\w.-]+ [\w.-]+): ", picture))


def _scale(start: int, end: int, x: Callable[[int], float], height: int) -> list[str]:
    parts = []
    for fifth in range(6):
        at = start + (end - start) * fifth // 5
        parts.append(f'<line class="line" x1="{x(at):.1f}" y1="28" x2="{x(at):.1f}" y2="{height}"/>')
        parts.append(f'<text class="time" x="{x(at):.1f}" y="20">{_milliseconds(at - start)}</text>')
    return parts


def _milliseconds(ns: int) -> str:
    return f"{ns / 1e6:.3g} ms"
