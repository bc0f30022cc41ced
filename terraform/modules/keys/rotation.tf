# Which key is the newest, and whether two overlap for long enough. Time is data here, not a clock: the same files give the same plan on any day.
locals {
  # YAML makes a time of a day: 2026-11-30T00:00:00Z.
  rotations = {
    for kind, keys in { "API" = var.api_keys, "application" = var.application_keys } : kind => {
      for name, key in keys : name => { created = substr(key.created, 0, 10), retire_after = substr(key.retire_after, 0, 10) }
    }
  }

  # Names in the order of their creation.
  by_age = {
    for kind, keys in local.rotations : kind => [
      for entry in sort([for name, key in keys : "${key.created} ${name}"]) : split(" ", entry)[1]
    ]
  }
  newest = { for kind, names in local.by_age : kind => try(element(names, length(names) - 1), null) }

  # 2026-11-30 becomes 20261130: a newer key has a greater number, and so is written into the store.
  store_version = {
    for kind, name in local.newest : kind => name == null ? null : tonumber(replace(local.rotations[kind][name].created, "-", ""))
  }

  rotation_problems = flatten([
    for kind, names in local.by_age : concat(
      [
        for name in names : "the ${kind} key '${name}' lives from ${local.rotations[kind][name].created} to ${local.rotations[kind][name].retire_after}, and ${var.age_days_max} days at most are allowed"
        if timecmp("${local.rotations[kind][name].retire_after}T00:00:00Z", timeadd("${local.rotations[kind][name].created}T00:00:00Z", "${var.age_days_max * 24}h")) > 0
      ],
      [
        for name in names : "the ${kind} key '${name}' retires on ${local.rotations[kind][name].retire_after}, not after it was created"
        if timecmp("${local.rotations[kind][name].retire_after}T00:00:00Z", "${local.rotations[kind][name].created}T00:00:00Z") <= 0
      ],
      length(names) < 2 ? [] : [
        for pair in [[names[0], names[1]]] :
        "the ${kind} key '${pair[0]}' retires on ${local.rotations[kind][pair[0]].retire_after}, less than ${var.overlap_days} days after '${pair[1]}' is created (${local.rotations[kind][pair[1]].created})"
        if timecmp("${local.rotations[kind][pair[0]].retire_after}T00:00:00Z", timeadd("${local.rotations[kind][pair[1]].created}T00:00:00Z", "${var.overlap_days * 24}h")) < 0
      ],
      length(distinct([for key in local.rotations[kind] : key.created])) == length(names) ? [] : ["two ${kind} keys are created on the same day, so it is not clear which is newer"],
    )
  ])
}

resource "terraform_data" "rotation" {
  input = local.newest

  lifecycle {
    precondition {
      condition     = length(local.rotation_problems) == 0
      error_message = "45 CFR 164.308(a)(5)(ii)(D), password management: ${join("; ", local.rotation_problems)}. Correct the dates (docs/how-to/manage-the-account.md, rotate a key)."
    }
  }
}

check "no_key_is_overdue" {
  assert {
    condition     = length(local.overdue) == 0
    error_message = "To be removed, since their last day is over: ${join(", ", local.overdue)} (docs/how-to/manage-the-account.md, rotate a key)."
  }
}

locals {
  overdue = flatten([
    for kind, keys in local.rotations : [
      for name, key in keys : "the ${kind} key '${name}' (${key.retire_after})"
      if timecmp("${coalesce(var.today, "0001-01-01")}T00:00:00Z", "${key.retire_after}T00:00:00Z") > 0
    ]
  ])
}
