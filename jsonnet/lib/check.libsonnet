// Checks of what people write. The text of an error has a fixed form, which the tool turns into findings with a line and a caret
// (xtask/crates/render/src/explain.rs) and which reads well without it. A blank line separates several findings:
//
//     <rule>: <what is wrong>
//     at: <the field to underline: its name, or its path in the file as a list>
//     word: <the value to underline in that field>
//     in: <the file, where the call stack does not name it>
//     help: <what to do>
local decimal = import 'lib/decimal.libsonnet';
local near = import 'lib/near.libsonnet';

local article = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  strings: 'a list of strings',
  whole: 'a whole number from 0 to a billion',
  'null': 'null',
  'function': 'a function',
};

{
  // The text of one finding.
  finding(rule, message, at='', file='', help='', word='')::
    rule + ': ' + message
    + (if at == '' || at == [] then '' else '\nat: ' + (if std.isString(at) then at else std.manifestJsonMinified(at)))
    + (if word == '' then '' else '\nword: ' + word)
    + (if file == '' then '' else '\nin: ' + file)
    + (if help == '' then '' else '\nhelp: ' + help),

  fail(rule, message, at='', file='', help='', word='')::
    error self.finding(rule, message, at, file, help, word),

  // Fails with all of `findings`, or returns `value` where there are none.
  unless(findings, value)::
    if findings == [] then value else error std.join('\n\n', findings),

  // The help for a name that is not among `known`. A name that may be a new one is declared in the file `place`: only a misspelling comes before that.
  suggest(name, known, place='')::
    local close = near.matches(name, known);
    local meant = if close == [] then '' else 'did you mean ' + std.join(' or ', ["'" + c + "'" for c in close]) + '?';
    local declare = 'declare it in ' + place;
    if place != '' then (if meant == '' then declare else meant + ' or ' + declare)
    else if meant != '' then meant
    else if std.length(known) == 0 then 'none is declared'
    else 'use one of ' + std.join(', ', known),

  // A value as a message shows it.
  show(value)::
    if std.isString(value) then "'" + value + "'"
    else if std.isObject(value) || std.isArray(value) || std.isFunction(value) then article[std.type(value)]
    else std.manifestJsonMinified(value),

  // Returns `value`, which must be of the type `expected`: one of std.type, 'strings' for a list of strings, or 'whole' for a number of things. at: its path
  // in `file`.
  type(what, value, expected, at=[], file='')::
    if self.is(value, expected) then value else error std.join('', self.type_findings(what, value, expected, at, file)),

  is(value, expected)::
    if expected == 'strings' then std.isArray(value) && std.all([std.isString(v) for v in value])
    else if expected == 'whole' then std.isNumber(value) && value >= 0 && value <= 1e9 && value == std.floor(value)
    else std.type(value) == expected,

  type_findings(what, value, expected, at, file)::
    local others = if expected == 'strings' && std.isArray(value) then [v for v in value if !std.isString(v)] else [value];
    if self.is(value, expected) then []
    else [
      self.finding(
        'jsonnet/type',
        what + ' must be ' + article[expected] + ', not ' + (
          if std.isArray(value) && expected == 'strings' then 'a list with ' + article[std.type(others[0])]
          else if std.isNumber(value) && expected == 'whole' then decimal.text(value)
          else article[std.type(value)]
        ),
        at,
        file,
        if expected == 'strings' && std.isString(value) then "write a list: ['" + value + "']" else ''
      ),
    ],

  // Returns `object`, which must hold no field that `allowed` (name -> meaning) lacks, and every field of `required`; `types` (name -> type) checks the
  // fields that are there. Jsonnet has no closed objects: without this a misspelt field would be ignored. at: the path of the object in `file`.
  fields(what, object, allowed, required=[], file='', at=[], types={})::
    if !std.isObject(object) then self.type(what, object, 'object', at, file)
    else
      local unknown = [f for f in std.objectFields(object) if !(f in allowed)];
      local meant = if unknown == [] then [] else std.flattenArrays([near.matches(f, std.objectFields(allowed)) for f in unknown]);
      // A field that is misspelt is not missing as well.
      local missing = [f for f in required if !(f in object) && !std.member(meant, f)];
      local mistyped = [f for f in std.objectFields(types) if (f in object) && !self.is(object[f], types[f])];
      local typed(f) = $.type(f + ' of ' + what, object[f], types[f], at + [f], file);
      if unknown == [] && missing == [] then
        if mistyped == [] then object
        // Each field fails by itself, so that the checks of the other fields go on.
        else object { [f]: typed(f) for f in mistyped }
      else self.unless(
        [
          self.finding('jsonnet/unknown-field', what + " has no field '" + f + "'", at + [f], file, self.suggest(f, std.objectFields(allowed)))
          for f in unknown
        ] + [
          self.finding('jsonnet/missing-field', what + " lacks the field '" + f + "'", at, file, "add '" + f + "': " + allowed[f])
          for f in missing
        ] + std.flattenArrays([
          self.type_findings(f + ' of ' + what, object[f], types[f], at + [f], file)
          for f in mistyped
        ]),
        object
      ),

  // Returns the value of `name`, which must be a field of the object `known`. at: the path of the name in `file`. place: the file that declares a new one.
  lookup(rule, what, name, known, file='', at=[], place='')::
    if std.isString(name) && (name in known) then known[name]
    else if !std.isString(name) then self.type(what, name, 'string', at, file)
    else self.fail(rule, 'unknown ' + what + " '" + name + "'", at, file, self.suggest(name, std.objectFields(known), place), name),

  // Returns `value`, after every element of `checks` was evaluated. Jsonnet is lazy: a check that nothing reads never runs.
  after(checks, value)::
    if std.all([std.type(c) != '' for c in checks]) then value else error 'unreachable',

  // Returns `value`, which must be one of the list `known`.
  one_of(rule, what, value, known, file='', at=[])::
    if std.member(known, value) then value
    else self.fail(rule, what + ' cannot be ' + self.show(value), at, file, self.suggest(std.toString(value), known), std.toString(value)),
}
