// What clinicians feel: from the end of the encounter to the finished note.
function(ctx) ctx.slo.events({
  objective: 'notes are finished soon after the encounter',
  signal: ctx.signal.over_limit({ title: 'Notes later than promised', metric: 'note.turnaround', limit: ctx.service.slos['note-turnaround'].under_s }),
})
