// What must hold for the vocabulary of the shared monitoring packages. Evaluates to a list of checks that passed.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

local attributes = policy.attributes;
local tags = policy.tags;
local on_span(name) = if name in attributes then std.member(attributes[name].on, 'span') else true;

// A tag with a closed set of values, or with the form of a tag, is an attribute of spans and log lines without being listed twice.
[
  if name in tags then check.fail(
    'policy/attribute-and-tag',
    "attribute '" + name + "' is also a tag",
    [name],
    'policy/attributes.libsonnet',
    'remove it here: log lines and spans may carry every tag of policy/tags.libsonnet that a metric of our services has'
  )
  for name in std.objectFields(attributes)
]
+ [
  check.one_of('policy/unknown-carrier', "carrier of attribute '" + name + "'", carrier, ['log', 'span', 'baggage'], 'policy/attributes.libsonnet', [name, 'on'])
  for name in std.objectFields(attributes)
  for carrier in attributes[name].on
]
+ [
  check.one_of(
    'policy/unknown-form',
    "form of attribute '" + name + "'",
    attributes[name].form,
    ['uuid', 'identifier', 'integer', 'number', 'boolean', 'host'],
    'policy/attributes.libsonnet',
    [name, 'form']
  )
  for name in std.objectFields(attributes)
]
+ [
  check.lookup('policy/unknown-attribute', "attribute of span '" + span + "'", name, attributes + tags, 'policy/spans.libsonnet', [span, 'attributes'], 'jsonnet/policy/attributes.libsonnet')
  for span in std.objectFields(policy.spans)
  for name in policy.spans[span].attributes
]
+ [
  if on_span(name) then null
  else check.fail(
    'policy/not-on-spans',
    "span '" + span + "' carries '" + name + "', which is not allowed on spans",
    [span, 'attributes'],
    'policy/spans.libsonnet',
    "add 'span' to on of '" + name + "' in policy/attributes.libsonnet, or remove it here",
    name
  )
  for span in std.objectFields(policy.spans)
  for name in policy.spans[span].attributes
]
