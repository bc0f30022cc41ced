// Text in Markdown.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';

local backgrounds = ['blue', 'gray', 'green', 'orange', 'pink', 'purple', 'red', 'white', 'yellow'];
local shape = base.shape({ text: 'the text, Markdown', background: 'a colour; white unless said' }, { background: 'white' });

function(p)
  local given = base.complete('note', p, shape);
  base.of(given, 3, {
    type: 'note',
    content: given.text,
    background_color: check.one_of('dashboard/unknown-background', 'background of a note', given.background, backgrounds),
    font_size: '14',
    text_align: 'left',
    vertical_align: 'top',
    has_padding: true,
    show_tick: false,
  })
