// Text in Markdown.
local base = import 'lib/datadog/widget/base.libsonnet';
local check = import 'lib/check.libsonnet';

local backgrounds = ['blue', 'gray', 'green', 'orange', 'pink', 'purple', 'red', 'white', 'yellow'];

local fields = base.allowed({ text: 'the text, Markdown', background: 'a colour; white unless said' });

function(p)
  local given = base.fields('note', p, fields, ['text']);
  base.of('note', given, null, 3, {
    content: given.text,
    background_color: check.one_of('dashboard/unknown-background', 'background of a note', if 'background' in given then given.background else 'white', backgrounds),
    font_size: '14',
    text_align: 'left',
    vertical_align: 'top',
    has_padding: true,
    show_tick: false,
  })
