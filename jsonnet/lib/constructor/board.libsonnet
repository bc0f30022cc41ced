// Boards and their groups. The fields: xtask/crates/constructors/src/board.
//
//     function(ctx) ctx.board({
//       title: 'Data Stores',
//       description: 'whether the stores hold what they promise',
//       team: 'data-platform',
//       groups: [ctx.group({ title: 'PostgreSQL', rows: [[ctx.widget.timeseries({ signal: ... })]] })],
//     })
{
  // shown: the services that the board's variable begins with, unless the board says others.
  board(shown):: function(p) { constructor: 'board.board', shown: shown, given: p },
  group(p):: { constructor: 'board.group', given: p },
  // A service's own board, put together from the groups of several files: { shown, promised, parts }.
  of_service(p):: { constructor: 'board.service', given: p },
}
