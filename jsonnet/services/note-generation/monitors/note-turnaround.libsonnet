// P2: notes come, but late. That none comes pages by job-stuck or failure-rate of the stage that holds them.
// What clinicians notice: from the end of the encounter to the finished note, through every stage of the pipeline.
function(ctx) ctx.monitor.threshold({
  symptom: 'notes take too long after the encounter',
  impact: 'clinicians see the next patient before the last note is ready; if notes stop, job-stuck or failure-rate of a stage pages',
  signal: ctx.signal.percentile({ title: 'Encounter to note', metric: 'note.turnaround', percentile: 95 }),
  window: '30m',
  alert: ctx.by_env({ dev: 3600, staging: 1800, prod: 600 }),
  warn: ctx.by_env({ dev: 1800, staging: 900, prod: 420 }),
  severity: 'P2',
  no_data: 'show',
})
