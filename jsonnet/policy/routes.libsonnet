// Who is notified of an alert, by the route of the environment and the severity. The one place for this rule:
//
//              P1                     P2                          P3
//   page       pagerduty + slack      pagerduty_low + slack       slack
//   post       slack                  slack                       slack
//   never      nobody                 nobody                      nobody
//
// Each entry lists the fields of policy/teams.libsonnet whose handles are notified. A route that pages must page for what has priority 1.
{
  page: {
    P1: ['pagerduty', 'slack'],
    P2: ['pagerduty_low', 'slack'],
    P3: ['slack'],
  },
  post: { P1: ['slack'], P2: ['slack'], P3: ['slack'] },
  never: { P1: [], P2: [], P3: [] },
}
