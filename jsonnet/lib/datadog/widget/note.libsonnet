// Text in Markdown.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';

local backgrounds = ['blue', 'gray', 'green', 'orange', 'pink', 'purple', 'red', 'white', 'yellow'];
local fields = base.allowed({ text: 'the text, Markdown', background: 'a colour; white unless said' });

function(p)
  local given = base.fields('note', p, fields, ['text']);
  base.of(given, 3, {
    type: 'note',
    content: given.text,
    background_color: if 'background' in given then check.one_of('dashboard/unknown-background', 'background of a note', given.background, backgrounds) else 'white',
    font_size: '14',
    text_align: 'left',
    vertical_align: 'top',
    has_padding: true,
    show_tick: false,
  })
