// How many instances of a service check are well.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';

local shape = base.shape({ signal: 'a service check', by: 'the tags that are counted; those of the signal unless said' }, { by: null });

function(p)
  local given = base.complete('checks', p, shape);
  local signal = given.signal;
  if signal.kind != 'check' then
    check.fail('dashboard/not-a-check', "widget checks: the signal '" + signal.title + "' is a " + signal.kind, signal.title, help='show it with ctx.widget.query_value')
  else base.of(given, 2, {
    type: 'check_status',
    title: base.title(given, signal, []),
    [if given.hint != null then 'description']: given.hint,
    check: signal.check,
    grouping: 'cluster',
    group_by: if given.by == null then signal.by else given.by,
    tags: signal.tags,
  })
