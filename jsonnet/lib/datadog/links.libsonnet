// Where messages and docs lead. A board is found by its title, logs and traces by their tags: no link needs a Datadog id.
local platform = import 'policy/platform.libsonnet';

{
  // The text as part of a URL's query.
  encoded(text)::
    std.strReplace(std.strReplace(std.strReplace(std.strReplace(text, ' ', '%20'), ':', '%3A'), '/', '%2F'), '&', '%26'),

  runbook_root:: platform.repository + '/blob/' + platform.revision + '/runbooks/',

  board_title(title):: platform.name + ' / ' + title,
  board(app, title):: app + '/dashboard/lists?q=' + self.encoded(self.board_title(title)),

  logs(app, env, service):: app + '/logs?query=' + self.encoded('env:' + env + ' service:' + service) + '&live=true',
  traces(app, env, service):: app + '/apm/traces?query=' + self.encoded('env:' + env + ' service:' + service),
}
