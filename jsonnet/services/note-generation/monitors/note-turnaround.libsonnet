// P2: notes come, but late. That none comes pages by failure-rate, queue-stalled or topic-stalled of the stage that holds them.
// What clinicians notice: from the end of the encounter to the finished note, through every stage of the pipeline.
local duration = import 'lib/duration.libsonnet';

function(ctx)
  local limit_s = ctx.by_env({ dev: 3600, staging: 1800, prod: 600 });
  local late = 'take longer than ' + duration.text(limit_s);
  ctx.monitor.threshold({
    symptom: 'notes ' + late + ' after the encounter',
    impact: 'clinicians see the next patient before the last note is ready; if notes stop, failure-rate, queue-stalled or topic-stalled of a stage pages',
    first_action: 'see which queue is the longest: its stage holds the notes up; 0 consumers means that its workers are down',
    signal: ctx.signal.over_limit({ title: 'Notes that ' + late, metric: 'note.turnaround', limit: limit_s }),
    window: '30m',
    alert: 5,
    warn: 2.5,
    min_bad: 3,
    severity: 'P2',
    no_data: 'show',
  })
