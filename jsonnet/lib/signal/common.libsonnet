// What all kinds of signals share: their fields and the filter and grouping of their queries.
local check = import 'lib/check.libsonnet';
local scope = import 'lib/signal/scope.libsonnet';

local refuse_tag(metrics, keys) =
  local wrong = [{ metric: m, key: k } for m in metrics for k in keys if !(k in m.tags)][0];
  check.lookup('metric/unknown-tag', 'tag of ' + wrong.metric.name, wrong.key, wrong.metric.tags);

{
  // The shape of a kind of signal: the fields of every kind and its own.
  shape(allowed, defaults={})::
    check.shape({
      title: 'what it shows, as a widget is titled',
      by: 'the tags it is grouped by',
      where: "further tag filters, for example { store: 'pgvector' }; a list means any of them",
      of_service: 'false where the metric is not tagged with the service itself',
    } + allowed, { by: [], where: null, of_service: true } + defaults),

  // The part of the scope that a signal's queries are filtered by.
  filter(ctx, p)::
    local whole = if p.of_service then ctx.scope else ctx.scope_of_all;
    if p.where == null then whole else scope.narrowed(whole, p.where),

  // ' by {a,b}', or nothing. Every key, and every key that the signal filters by, must be a tag that each metric carries.
  grouped(metrics, p, by)::
    local keys = if p.where == null then by else by + std.objectFields(p.where);
    if keys == [] then ''
    else if std.length([null for m in metrics for k in keys if !(k in m.tags)]) > 0 then refuse_tag(metrics, keys)
    else if by == [] then ''
    else ' by {' + std.join(',', by) + '}',
}
