// What people may write in a monitor, and the words they may use.
local check = import 'lib/check.libsonnet';

local common = {
  symptom: 'what is wrong, as a clause: "transcription jobs are failing"',
  harm: 'who is hurt and how',
  severity: 'P1, P2 or P3',
  by: 'the tags that make an alert of their own; those of the signal unless said',
  missing: "what silence means: 'resolve', 'last', 'show' or 'notify'",
};

local windowed = common {
  window: "the evaluation window, for example '10m', '1h' or '1d'",
  comparison: "'above' (the default), 'at_least', 'below' or 'at_most'",
  warn: 'the warning threshold; null for none',
  recover: 'the recovery threshold of the alert; a fifth towards health unless said',
  warn_recover: 'the recovery threshold of the warning; a fifth towards health unless said',
  full_window: 'evaluate only full windows; false unless said, which sparse series need',
  evaluation_delay_s: 'seconds to wait for late data, for metrics of a cloud provider',
};

local defaults = { by: null, comparison: 'above', warn: null, recover: null, warn_recover: null, full_window: false, evaluation_delay_s: null };

{
  // The shapes of what each constructor is given.
  compared: check.shape(windowed { signal: 'the signal that is watched', alert: 'the alert threshold, in the unit of the signal' }, defaults),
  ratio: check.shape(windowed {
    bad: 'the counter of bad events',
    of: 'the counter of all events',
    alert_percent: 'the alert threshold, in percent',
    warn_percent: 'the warning threshold, in percent',
  }, defaults { warn_percent: null }),
  check: check.shape(common { signal: 'the signal that is watched', alert: 'how many checks in a row must fail' }, { by: null }),

  // What Datadog does with a group that stops reporting, by the word a monitor says. Every monitor must choose.
  missing_data: {
    resolve: 'resolve',  // silence means health: an error counter that stopped
    last: 'default',  // keep the last status; a count query evaluates as zero
    show: 'show_no_data',  // show NO DATA, page nobody
    notify: 'show_and_notify_no_data',  // silence is the failure: page
  },

  comparisons: {
    above: { operator: ' > ', above: true, sign: 'above' },
    at_least: { operator: ' >= ', above: true, sign: 'at or above' },
    below: { operator: ' < ', above: false, sign: 'below' },
    at_most: { operator: ' <= ', above: false, sign: 'at or below' },
  },

  severity_tags: { P1: 'severity:p1', P2: 'severity:p2', P3: 'severity:p3' },
}
