// What all widgets share: their fields are checked, they have a place in a row and a title.
local check = import 'lib/check.libsonnet';

local shared = {
  title: 'what it shows; derived from the signal unless said',
  hint: 'how to read it or what to do, shown on hover',
  width: 'columns of the twelve; an equal share of what the row leaves unless said',
  height: 'rows of the grid; the row takes its tallest widget',
};

{
  // The fields of a kind of widget: those of every kind and its own. Made once, since every widget is checked against them.
  allowed(own):: shared + own,
  fields(kind, p, allowed, required=[]):: check.fields('widget ' + kind, p, allowed, required),

  // given: the checked parameters; definition: what the kind adds to type, title and hint.
  of(type, given, title, height, definition):: {
    width: if 'width' in given then given.width else null,
    height: if 'height' in given then given.height else height,
    definition: {
      type: type,
      [if title != null then 'title']: title,
      [if title != null then 'title_size']: '16',
      [if title != null then 'title_align']: 'left',
      [if 'hint' in given then 'description']: given.hint,
    } + definition,
  },

  // The signals of a widget that takes `signal` or `signals`.
  signals(kind, given)::
    if 'signals' in given then given.signals
    else if 'signal' in given then [given.signal]
    else check.fail('jsonnet/missing-field', 'widget ' + kind + " lacks the field 'signal'", help="add 'signal', or 'signals' for several"),

  // A signal's title with what it is grouped by: 'Tokens by model and token type'.
  title(given, signals, by)::
    if 'title' in given then given.title
    else signals[0].title + (if std.length(by) == 0 then '' else ' by ' + std.join(' and ', [std.strReplace(k, '_', ' ') for k in by])),
}
