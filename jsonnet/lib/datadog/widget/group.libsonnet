// A group of widgets, in rows from left to right on the grid of twelve columns. A widget that is null is left out, and so are a row and a group of
// nothing.
local check = import 'lib/check.libsonnet';
local sums = import 'lib/datadog/widget/sums.libsonnet';

local columns = 12;

local shape = check.shape({
  title: 'what the group answers',
  rows: 'lists of widgets, a list a row',
  supporting: 'true where it explains rather than tells: it then stands below the groups that do not',
}, { supporting: false });

// The widths of a row whose widgets state some: those that do not share what the others leave.
local stated_widths(title, row) =
  local stated = [w.width for w in row if w.width != null];
  local free = columns - std.sum(stated);
  local sharing = std.length(row) - std.length(stated);
  local share(k) = std.floor((k + 1) * free / sharing) - std.floor(k * free / sharing);
  local rank(i) = std.length([0 for w in row[:i] if w.width == null]);
  if free < sharing then
    check.fail('dashboard/too-wide', "group '" + title + "': a row is wider than " + columns + ' columns', title, help='put its widgets into two rows')
  else [if row[i].width != null then row[i].width else share(rank(i)) for i in std.range(0, std.length(row) - 1)];

// The places of equal widgets, by how many stand in a row.
local equal = [[{ x: std.floor(i * columns / n), width: std.floor((i + 1) * columns / n) - std.floor(i * columns / n) } for i in std.range(0, n - 1)] for n in std.range(1, columns)];

local places(title, row) =
  local n = std.length(row);
  if n <= columns && std.all([w.width == null for w in row]) then equal[n - 1]
  else
    local widths = stated_widths(title, row);
    local lefts = sums(widths);
    [{ x: lefts[i], width: widths[i] } for i in std.range(0, n - 1)];

local tallest(row) = if std.length(row) == 1 then row[0].height else std.foldl(function(height, w) if w.height > height then w.height else height, row, 1);

local placed(title, row, y, height) =
  local at = places(title, row);
  std.mapWithIndex(function(i, w) { definition: w.definition, layout: { x: at[i].x, y: y, width: at[i].width, height: height } }, row);

function(p)
  local given = check.complete('group of a dashboard', p, shape);
  local rows = [r for r in [[w for w in r if w != null] for r in given.rows] if std.length(r) > 0];
  local heights = [tallest(r) for r in rows];
  local tops = sums(heights);
  local last = std.length(rows) - 1;
  local height = tops[last] + heights[last] + 1;  // the group's title takes a row
  if last < 0 then null else {
    supporting: given.supporting,
    height: height,
    at(y):: {
      definition: {
        type: 'group',
        layout_type: 'ordered',
        title: given.title,
        show_title: true,
        background_color: if given.supporting then 'gray' else 'vivid_blue',
        widgets: std.flattenArrays([placed(given.title, rows[i], tops[i], heights[i]) for i in std.range(0, last)]),
      },
      layout: { x: 0, y: y, width: columns, height: height },
    },
  }
