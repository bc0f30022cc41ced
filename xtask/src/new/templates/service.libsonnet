// draft of cargo xtask new: edit what follows, then remove this line
{
  title: '<<title>>',
  // What it does for its users, as a clause.
  purpose: 'runs <<phrase>>',
  team: '<<team>>',
  // 1: users cannot work without it, 2: an outage slows them down, 3: nobody notices an outage on the same day.
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  // What kinds of service it is: each archetype adds its monitors, SLOs and widgets. Archetypes:
  // <<archetypes>>.
  archetypes: [<<archetype>>],
  // Optional: consumes and produces ('rabbitmq/<queue>', 'kafka/<topic>'), depends_on, slos (a target for each SLO), tune (changes to an
  // archetype's monitors) and without (an archetype's monitors to leave out, each with the reason).
}
