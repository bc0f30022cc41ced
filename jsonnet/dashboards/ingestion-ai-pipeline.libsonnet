// From the recording to the filed note: where work waits, where it is lost, and whether the models' output can be trusted.
function(ctx)
  local w = ctx.widget;
  local worker = ctx.across('worker');
  local llm = ctx.across('llm');
  local broker = ctx.signals_of('rabbitmq').rabbitmq;
  // What the brokers measure carries their tag, so that the choice of a service would hide it.
  local of_broker(name, signal) = signal { of: name, args+: { of_service: true } };
  local backlog = of_broker('rabbitmq', worker.backlog);
  local dead_letters = of_broker('rabbitmq', worker.dead_letters);
  local lag = of_broker('kafka', worker.lag);
  local transcription = ctx.signals_of('transcription').worker;
  local targets = ctx.objectives_of('transcription');
  local latency = targets['job-latency'].limits;

  local turnaround = ctx.signal.percentile({ title: 'Encounter to note', metric: 'note.turnaround', percentile: 95 });
  local audio = ctx.signal.percentile({ title: 'Length of dictations', metric: 'audio.duration', percentile: 95 });
  local rejected = ctx.signal.ratio({ title: 'Rejected uploads', bad: 'uploads.rejected', of: 'uploads.total' });
  local empty = ctx.signal.ratio({ title: 'Empty retrievals', bad: 'retrieval.empty', of: 'retrieval.total' });
  local unsure = ctx.signal.ratio({ title: 'Code proposals with low confidence', bad: 'coding.low_confidence', of: 'inference.total', by: ['model'] });
  local undelivered = ctx.signal.ratio({ title: 'Failed EHR deliveries', bad: 'workflow.deliveries.failed', of: 'workflow.deliveries.total', by: ['step'] });
  local steps = {
    'ingestion.accept': 'Accept',
    'transcription.transcribe': 'Transcribe',
    'rag.retrieval': 'Retrieve',
    'note.generation': 'Write the note',
    'coding.inference': 'Propose codes',
    'workflow.delivery': 'Deliver',
  };
  // Jobs that each stage finished. One encounter may be several jobs of a stage, so compare how they change, not how many they are.
  local jobs(name, title) = ctx.signals_of(name).worker.jobs { args+: { title: title } };
  local passed = [
    jobs('ingestion', 'Encounters in'),
    jobs('transcription', 'Transcripts'),
    jobs('note-generation', 'Notes'),
    ctx.signal.count({ title: 'Deliveries to the EHR', metric: 'workflow.deliveries.total' }),
  ];
  local failed = [
    w.timeseries({ signal: ctx.signal.ratio({ title: steps[span] + ': failed', bad: 'trace.' + span + '.errors', of: 'trace.' + span + '.hits' }) })
    for span in std.objectFields(steps)
  ];
  local durations = [
    w.timeseries({ signal: ctx.signal.percentile({ title: steps[span] + ': duration', metric: 'trace.' + span, percentile: 95 }), events: ctx.deployments })
    for span in std.objectFields(steps)
  ];
  local objectives = [
    '- ' + ctx.link(name) + ': ' + std.join('; ', [of[p].text for p in std.objectFields(of)])
    for name in ctx.with('worker')
    for of in [ctx.objectives_of(name)]
  ];

  ctx.dashboard({
    title: 'Ingestion & AI Pipeline',
    description: 'does every encounter become a note in time, and can the note be trusted',
    team: 'ml-platform',
    groups: [
      ctx.group({
        title: 'Now',
        rows: [
          [
            w.query_value({ signal: turnaround, hint: 'What clinicians notice' }),
            w.query_value({ signal: worker.oldest, hint: 'The encounter that has waited longest' }),
            w.query_value({ signal: backlog, title: 'Jobs waiting in all queues' }),
            w.query_value({ signal: dead_letters, title: 'Dead letters in all queues', limits: { alert: 1, label: 'a job ran out of retries' } }),
            w.query_value({ signal: worker.failures }),
            w.query_value({ signal: llm.hallucinations, title: 'Flagged as hallucination' }),
          ],
          [w.monitors({ width: 4 }), w.slos({ width: 4 }), w.note({ width: 4, text: ctx.on_call(std.set([ctx.services[name].team for name in ctx.with('worker')])) + '\n\n**Objectives**\n' + std.join('\n', objectives) })],
        ],
      }),
      ctx.group({
        title: 'From encounter to delivery',
        rows: [
          [w.query_value({ signal: stage, hint: 'Those that failed are included' }) for stage in passed],
          [w.timeseries({ signals: passed, by: [], title: 'What passes each stage', display: 'line', colour: 'outcome', events: ctx.deployments, hint: 'Where one falls and the one before it does not, encounters are held up' })],
        ],
      }),
      ctx.group({
        title: 'Critical steps',
        // By the spans of the steps, retries included: where an encounter loses time, and where it fails.
        rows: [failed[0:3], failed[3:6], durations[0:3], durations[3:6]],
      }),
      ctx.group({
        title: 'Queues',
        rows: [
          [
            w.timeseries({ signal: broker.ready, title: 'Queue depth', colour: 'waiting', display: 'area' }),
            w.timeseries({ signal: lag, by: ['consumer_group', 'topic'], colour: 'waiting', display: 'area' }),
            w.timeseries({ signal: dead_letters, title: 'Dead-letter queues', colour: 'failure', display: 'area' }),
          ],
          [
            w.timeseries({ signal: worker.oldest, by: ['service'], colour: 'waiting', hint: 'Grows while no worker takes jobs' }),
            w.timeseries({ signal: worker.jobs, by: ['service'], title: 'Throughput: jobs finished by service', colour: 'outcome' }),
            w.timeseries({ signal: broker.consumers, colour: 'outcome', hint: 'A queue without a consumer means that its worker is down' }),
          ],
          [
            w.table({
              title: 'Workers compared',
              by: ['service'],
              columns: [
                { signal: worker.failures, title: 'fail' },
                { signal: worker.duration, title: 'latency p95' },
                { signal: worker.oldest, title: 'oldest waits' },
                { signal: worker.waiting, title: 'waiting' },
                { signal: worker.dead_letters_seen, title: 'dead letters' },
                { signal: worker.jobs, title: 'finished' },
              ],
            }),
            w.timeseries({ signal: worker.failures, by: ['service'], events: ctx.deployments }),
          ],
        ],
      }),
      ctx.group({
        title: 'Ingestion and transcription',
        rows: [
          [
            w.timeseries({ signal: transcription.duration, title: 'Transcription latency', limits: latency, events: ctx.deployments }),
            w.distribution({ signal: transcription.duration, title: 'Distribution of transcription latency' }),
            w.heatmap({ signal: transcription.duration, title: 'Spread of transcription latency', limits: latency }),
          ],
          [
            w.timeseries({ signal: transcription.failures, title: 'Failed transcriptions', limits: targets.success.limits }),
            w.timeseries({ signal: audio, hint: 'A recorder that was never stopped delays everyone behind it' }),
            w.timeseries({ signal: rejected, hint: 'Clinicians believe that these recordings are safe' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Language models',
        rows: [
          [
            w.query_value({ signal: llm.inference_success, title: 'Successful inferences', hint: 'An inference that fails, times out or is rejected is none' }),
            w.query_value({ signal: llm.errors, title: 'Failed requests', hint: 'Errors of the provider; time-outs are counted apart' }),
            w.query_value({ signal: llm.timeouts, title: 'Requests that timed out' }),
            w.query_value({ signal: llm.rate_limited, title: 'Requests refused for their rate', hint: 'HTTP 429: the quota of the provider is used up' }),
          ],
          [
            w.timeseries({ signal: llm.inference_success, title: 'Success of inferences by model', colour: 'traffic', hint: 'An inference that fails, times out or is rejected is none' }),
            w.timeseries({ signal: llm.errors, title: 'Failed requests by model', hint: 'Errors of the provider; time-outs are counted apart' }),
            w.timeseries({ signal: llm.timeouts, title: 'Requests that timed out by model' }),
            w.timeseries({ signal: llm.latency, by: ['model'], percentiles: [95], title: 'Latency by model (p95)', events: ctx.deployments }),
          ],
          [
            w.timeseries({ signal: llm.requests, colour: 'outcome' }),
            w.timeseries({ signal: llm.tokens, colour: 'outcome', hint: 'A retry loop or a grown prompt shows here before it shows on the bill' }),
            w.timeseries({ signal: llm.tokens, by: ['service'], title: 'Tokens by service', colour: 'outcome' }),
          ],
        ],
      }),
      ctx.group({
        title: 'Inference and grounding',
        rows: [
          [
            w.timeseries({ signal: llm.hallucinations, by: ['service', 'model'], hint: 'Statements without a source: a matter of patient safety' }),
            w.timeseries({ signal: llm.inference_failures, by: ['service'], title: 'Failed inferences by service' }),
            w.timeseries({ signal: llm.outcomes, colour: 'outcome', hint: 'Success and failure' }),
          ],
          [
            w.timeseries({ signal: empty, hint: 'Notes are then written without sources' }),
            w.timeseries({ signal: unsure }),
            w.timeseries({ signal: turnaround, events: ctx.deployments }),
            w.timeseries({ signal: undelivered, hint: 'A note that is not in the chart is invisible to everyone else' }),
          ],
        ],
      }),
    ],
  })
