// Very long dictations are usually recorders that were never stopped: they hold a GPU for an hour and delay everyone behind them.
// P3: short dictations are late, none is lost.
local duration = import 'lib/duration.libsonnet';

function(ctx)
  local limit_s = 3600;
  ctx.monitor.threshold({
    symptom: 'dictations are longer than ' + duration.text(limit_s),
    impact: 'short dictations wait behind long ones',
    first_action: 'see whether transcription jobs wait: if none does, this can wait until morning',
    signal: ctx.signal.over_limit({ title: 'Dictations longer than ' + duration.text(limit_s), metric: 'audio.duration', limit: limit_s }),
    window: '1h',
    alert: 5,
    warn: 2.5,
    min_bad: 3,
    severity: 'P3',
    no_data: 'resolve',
  })
