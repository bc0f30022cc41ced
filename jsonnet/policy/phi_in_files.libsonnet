// How the patterns of policy/phi.libsonnet search what people write and what reaches Datadog: `policy/phi-value` of `cargo xtask lint`, and the evidence of game
// days. The patterns are the same as for telemetry, so that no identifier passes here which would be masked there.
//
//   left_out   patterns that are not searched for, each with the reason
//   harmless   what a pattern finds and is no identifier: it is removed from a line before the patterns are tried
//   synthetic  identifiers that are made up on purpose: the beginning of the paths at which they may be, each value as it is written, and the reason. Any
//              other value there is a finding
local samples = ['"id":42,', '"62701', ':62701', '-277084800', '1961-03-14', '196103', '1234567893', 'A-4711', '4711', 'MRN-00042', "'00042", '126.0.0.0'];

{
  left_out: {
    secret: 'definitions name the secrets that hold credentials: password: credentials.password(ctx), external_secret:datadog-secret',
    secret_json: self.secret,
  },
  harmless: [
    { pattern: '\\d+\\.\\d{7,}', because: 'the decimals of a number in full are as many as those of a card or a telephone' },
    { pattern: '(?i)(?:^|[^\\w.+-]|%2[08b])-?(?:@|%40)[a-z]', because: 'an attribute of a search, as in -@usr.email: an address has a letter before its at sign' },
    { pattern: '(?i)[\\w.+-]+(?:@|%40)scribemed\\.example\\b', because: 'accounts of programs and employees, who are no patients' },
    { pattern: '\\b1\\.1\\.1\\.1\\b', because: 'a public resolver that runbooks ask' },
  ],
  synthetic: [
    {
      folder: 'terraform/pipelines/',
      values: samples,
      because: 'samples of log lines show that an identifier is masked, or removed with its field',
    },
    {
      folder: 'jsonnet/policy/phi',
      values: samples + ['MRN 0012345', 'first_name=Ann', 'last_name=Quist', 'PID|PD1|NK1'],
      because: 'comments that explain the patterns, a pattern that finds itself, and this list',
    },
  ],
}
