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
  //
  // Merges count the fields: this runs several times for each object of the estate, and loops over the names took a third of a rendering. The
  // loops only run to say which field it is. For the same reason `required` is an object (name -> anything) where it matters.
  fields(what, given, allowed, required=[], file='')::
    local complete = if std.isArray(required) then std.all([(f in given) for f in required]) else std.length(required + given) == std.length(given);
    if std.isObject(given) && std.length(allowed + given) == std.length(allowed) && complete then given
    else self.refused_fields(what, given, allowed, if std.isArray(required) then required else std.objectFields(required), file),

  // The shape of what a constructor is given: `allowed` (name -> meaning), the values of fields that may be left out, and the rest is required.
  // Made once, outside of functions.
  shape(allowed, defaults)::
    local all = {
      [f]: if f in defaults then defaults[f] else error "jsonnet/missing-field: the field '" + f + "' is missing\nhelp: add '" + f + "': " + allowed[f]
      for f in std.objectFields(allowed)
    };
    { allowed: allowed, defaults:: all, count: std.length(all), required: [f for f in std.objectFields(allowed) if !(f in defaults)] },

  // `given`, which must fit the shape, completed by its defaults. A required field that is missing is an error once somebody reads it; one merge and
  // one count is all that this costs, for it runs for every object of the estate.
  complete(what, given, shape, file='')::
    local whole = shape.defaults + given;
    if std.length(whole) == shape.count then whole else self.refused_fields(what, given, shape.allowed, shape.required, file),

  refused_fields(what, given, allowed, required, file)::
    local unknown = [f for f in std.objectFields(given) if !(f in allowed)];
    local missing = [f for f in required if !(f in given)];
    if !std.isObject(given) then
      self.fail('jsonnet/type', what + ' must be an object, not ' + std.type(given), file=file)
    else if std.length(unknown) > 0 then
      self.fail('jsonnet/unknown-field', what + " has no field '" + unknown[0] + "'", unknown[0], file, self.suggest(unknown[0], std.objectFields(allowed)))
    else
      self.fail('jsonnet/missing-field', what + " lacks the field '" + missing[0] + "'", file=file, help="add '" + missing[0] + "': " + allowed[missing[0]]),

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
