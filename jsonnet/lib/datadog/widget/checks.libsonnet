// How many instances of a service check are well.
local base = import 'lib/datadog/widget/base.libsonnet';
local check = import 'lib/check.libsonnet';

local fields = base.allowed({ signal: 'a service check', by: 'the tags that are counted; those of the signal unless said' });

function(p)
  local given = base.fields('checks', p, fields, ['signal']);
  local signal = given.signal;
  if signal.kind != 'check' then
    check.fail('dashboard/not-a-check', "widget checks: the signal '" + signal.title + "' is a " + signal.kind, signal.title, help='show it with ctx.widget.query_value')
  else
    base.of('check_status', given, base.title(given, [signal], []), 2, {
      check: signal.check,
      grouping: 'cluster',
      group_by: if 'by' in given then given.by else signal.by,
      tags: signal.tags,
    })
