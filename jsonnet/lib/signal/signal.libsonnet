// A signal is something worth watching, said once: metrics, how they combine, a title and a unit. Boards, monitors and SLOs ask it
// for their queries, so that what pages someone is what they see on the board.
//
// `function(ctx)` answers the kinds of signals for a context: `ctx.scope` is the tag filter its queries are made for ('env:prod,service:x' for
// a monitor, '$env,$service,$version' for a board), `ctx.metric(name)` the catalog. Each kind is a file beside this one.
//
// Every signal has:
//   title, unit       as people read them
//   by                the tags it is grouped by unless a monitor or widget says otherwise
//   metrics           the metrics it reads
//   expression(by)    its query as one text, for a monitor
//   slo               good and total events, or null where the signal counts no events
// and what is made of metrics also has:
//   time              how a monitor aggregates over its window
//   queries(by)       the metric queries by name, for a widget
//   formula           how the queries combine, for a widget; null where each is a line of its own
local check = import 'lib/signal/check.libsonnet';
local count = import 'lib/signal/count.libsonnet';
local gauge = import 'lib/signal/gauge.libsonnet';
local logs = import 'lib/signal/logs.libsonnet';
local percentile = import 'lib/signal/percentile.libsonnet';
local ratio = import 'lib/signal/ratio.libsonnet';
local share = import 'lib/signal/share.libsonnet';

function(ctx) {
  count(p):: count(ctx, p),
  ratio(p):: ratio(ctx, p),
  gauge(p):: gauge(ctx, p),
  share(p):: share(ctx, p),
  percentile(p):: percentile(ctx, p),
  check(p):: check(ctx, p),
  logs(p):: logs(ctx, p),
}
