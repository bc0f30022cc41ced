locals {
  # One downtime for each service or team of a window, or one for the window: Datadog mutes monitors that have all tags of a downtime.
  downtimes = merge([
    for name, window in var.windows : merge(
      { for service in window.scope.services : "${name}/${service}" => { window = name, tags = ["service:${service}"] } },
      { for team in window.scope.teams : "${name}/${team}" => { window = name, tags = ["team:${team}"] } },
      length(window.scope.services) + length(window.scope.teams) == 0 ? { (name) = { window = name, tags = [] } } : {},
    )
  ]...)

  messages = {
    for name, window in var.windows : name => join(" ", concat(
      ["${window.reason} (window ${name}, ${var.env})."],
      window.mutes_p1_because == null ? [] : ["Pages are muted because ${window.mutes_p1_because}."],
      [for handle in sort(distinct(flatten([for team in window.notify.teams : tolist(lookup(var.handles, team, []))]))) : "@${handle}"],
    ))
  }
}

resource "datadog_downtime_schedule" "this" {
  for_each = local.downtimes

  scope            = "*"
  message          = local.messages[each.value.window]
  display_timezone = try(var.windows[each.value.window].recurring.timezone, "UTC")

  # An alert that lasts longer than the window pages when it ends.
  notify_end_states                = var.windows[each.value.window].notify.end_states
  notify_end_types                 = ["canceled", "expired"]
  mute_first_recovery_notification = true

  monitor_identifier {
    monitor_tags = setunion(["env:${var.env}"], each.value.tags, var.windows[each.value.window].scope.monitor_tags)
  }

  dynamic "one_time_schedule" {
    for_each = var.windows[each.value.window].once == null ? [] : [var.windows[each.value.window].once]
    content {
      start = one_time_schedule.value.start
      end   = one_time_schedule.value.end
    }
  }

  dynamic "recurring_schedule" {
    for_each = var.windows[each.value.window].recurring == null ? [] : [var.windows[each.value.window].recurring]
    content {
      timezone = recurring_schedule.value.timezone

      recurrence {
        start    = recurring_schedule.value.start
        duration = recurring_schedule.value.duration
        rrule    = recurring_schedule.value.rrule
      }
    }
  }

  lifecycle {
    precondition {
      condition     = length(setsubtract(var.windows[each.value.window].notify.teams, keys(var.handles))) == 0
      error_message = "The window '${each.value.window}' notifies teams that the policy does not have: ${join(", ", setsubtract(var.windows[each.value.window].notify.teams, keys(var.handles)))}. There are: ${join(", ", keys(var.handles))}."
    }
  }
}
