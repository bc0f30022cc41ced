{
  title: '<<title>>',
  // What it does for its users, as a clause.
  purpose: 'runs <<phrase>>',
  team: '<<team>>',
  // 1: nobody can work without it, 2: they are slowed down, 3: nobody notices today.
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  // What kinds of service it is: each brings its monitors, SLOs and widgets. Known are:
  // <<archetypes>>.
  archetypes: [<<archetype>>],
  // Where they apply: consumes and produces ('rabbitmq/<queue>', 'kafka/<topic>'), depends_on, slos (a target for each SLO), tune and
  // without (what is different from an archetype's monitors, and which of them are not wanted, with the reason).
}
