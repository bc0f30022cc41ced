// A group of widgets, in rows from left to right on the grid of twelve columns. A widget that is null is left out, and so are a row and a group of nothing.
local check = import 'lib/check.libsonnet';

local columns = 12;

local fields = {
  title: 'what the group answers',
  rows: 'lists of widgets, a list a row',
  supporting: 'true where it explains rather than tells: it then stands below the groups that do not',
};

// The places of one row: widgets without a width share what the others leave.
local row(title, widgets, y) =
  local free = columns - std.sum([w.width for w in widgets if w.width != null]);
  local sharing = std.length([w for w in widgets if w.width == null]);
  local rank(i) = std.length([0 for w in widgets[:i] if w.width == null]);
  local share(n) = std.floor(n * free / sharing);
  local width(i) = if widgets[i].width != null then widgets[i].width else share(rank(i) + 1) - share(rank(i));
  local widths = [width(i) for i in std.range(0, std.length(widgets) - 1)];
  local height = std.foldl(std.max, [w.height for w in widgets], 1);
  if free < sharing then check.fail('dashboard/too-wide', "group '" + title + "': a row is wider than " + columns + ' columns', title, help='put its widgets into two rows')
  else [
    { definition: widgets[i].definition, layout: { x: std.sum(widths[:i]), y: y, width: widths[i], height: height } }
    for i in std.range(0, std.length(widgets) - 1)
  ];

function(p)
  local given = check.fields('group of a dashboard', p, fields, ['title', 'rows']);
  local supporting = ('supporting' in given) && given.supporting;
  local kept = [[w for w in r if w != null] for r in given.rows];
  local rows = [r for r in kept if std.length(r) > 0];
  local heights = [std.foldl(std.max, [w.height for w in r], 1) for r in rows];
  local height = std.sum(heights) + 1;  // the group's title takes a row
  if std.length(rows) == 0 then null else {
    supporting: supporting,
    height: height,
    at(y):: {
      definition: {
        type: 'group',
        layout_type: 'ordered',
        title: given.title,
        show_title: true,
        background_color: if supporting then 'gray' else 'vivid_blue',
        widgets: std.flattenArrays([row(given.title, rows[i], std.sum(heights[:i])) for i in std.range(0, std.length(rows) - 1)]),
      },
      layout: { x: 0, y: y, width: columns, height: height },
    },
  }
