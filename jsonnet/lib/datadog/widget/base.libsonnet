// What all widgets share: their fields are checked, they have a place in a row and a title. Widgets are the bulk of what is rendered: the kinds build
// their definitions as one literal each, and leave out what Datadog does anyway, because every merge and every field is paid for some thousand times.
local check = import 'lib/check.libsonnet';

local shared = {
  title: 'what it shows; derived from the signal unless said',
  hint: 'how to read it or what to do, shown on hover',
  width: 'columns of the twelve; an equal share of what the row leaves unless said',
  height: 'rows of the grid; the row takes its tallest widget',
};

{
  // The shape of a kind of widget: the fields of every kind and its own, and what those are that may be left out.
  shape(own, defaults={}):: check.shape(shared + own, { title: null, hint: null, width: null, height: null } + defaults),
  complete(kind, p, shape):: check.complete('widget ' + kind, p, shape),

  // A widget as a group places it. `height` is what its kind usually takes.
  of(given, height, definition):: {
    width: given.width,
    height: if given.height == null then height else given.height,
    definition: definition,
  },

  // The signals of a widget that takes `signal` or `signals`.
  signals(kind, given)::
    if given.signal != null then [given.signal]
    else if given.signals != null then given.signals
    else check.fail('jsonnet/missing-field', 'widget ' + kind + " lacks the field 'signal'", help="add 'signal', or 'signals' for several"),

  // A signal's title with what it is grouped by: 'Tokens by model and token type'.
  title(given, signal, by)::
    if given.title != null then given.title
    else if by == [] then signal.title
    else signal.title + ' by ' + std.strReplace(std.join(' and ', by), '_', ' '),
}
