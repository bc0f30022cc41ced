// Checks of what people write, with errors they understand. An error's text has a fixed form, which the tool turns into a
// diagnostic with a file, a line and a caret (xtask/crates/render/src/explain.rs), and which still reads well without it:
//
//     <rule>: <what is wrong>
//     at: <the field or value to underline>
//     in: <the file, where the call stack does not name it>
//     help: <what to do>
local near = import 'lib/near.libsonnet';

local names(list) = std.join(', ', list);

{
  fail(rule, message, at='', file='', help='')::
    error rule + ': ' + message
          + (if at == '' then '' else '\nat: ' + at)
          + (if file == '' then '' else '\nin: ' + file)
          + (if help == '' then '' else '\nhelp: ' + help),

  // What to say of a name that is not among `known`.
  suggest(name, known)::
    local close = near.matches(name, known);
    if std.length(close) > 0 then 'did you mean ' + std.join(' or ', ["'" + c + "'" for c in close]) + '?'
    else if std.length(known) == 0 then 'none is declared'
    else 'known are ' + names(known),

  // `given` must hold only fields that `allowed` documents (name -> meaning) and all of those of `required`; answers `given`.
  // Jsonnet has no closed objects, so without this a misspelt field would be ignored without a word.
  fields(what, given, allowed, required=[], file='')::
    local unknown = [f for f in std.objectFields(given) if !(f in allowed)];
    local missing = [f for f in required if !(f in given)];
    if !std.isObject(given) then
      self.fail('jsonnet/type', what + ' must be an object, not ' + std.type(given), file=file)
    else if std.length(unknown) > 0 then
      self.fail('jsonnet/unknown-field', what + " has no field '" + unknown[0] + "'", unknown[0], file, self.suggest(unknown[0], std.objectFields(allowed)))
    else if std.length(missing) > 0 then
      self.fail('jsonnet/missing-field', what + " lacks the field '" + missing[0] + "'", file=file, help="add '" + missing[0] + "': " + allowed[missing[0]])
    else given,

  // `name` must be a field of the object `known`; answers its value.
  lookup(rule, what, name, known, file='')::
    if std.isString(name) && (name in known) then known[name]
    else if !std.isString(name) then self.fail('jsonnet/type', what + ' must be a string, not ' + std.type(name), file=file)
    else self.fail(rule, 'unknown ' + what + " '" + name + "'", name, file, self.suggest(name, std.objectFields(known))),

  // `value`, once every element of `checks` has been evaluated. Jsonnet is lazy: a check nobody looks at never runs.
  after(checks, value)::
    if std.all([std.type(c) != '' for c in checks]) then value else error 'unreachable',

  // `value` must be one of the list `known`; answers it.
  one_of(rule, what, value, known, file='')::
    if std.member(known, value) then value
    else self.fail(rule, what + " cannot be '" + std.toString(value) + "'", std.toString(value), file, self.suggest(std.toString(value), known)),
}
