# A failover once, of two services, and patches of a team's stores every Sunday.
module "maintenance" {
  source = "../.."

  env = "prod"
  windows = {
    failover = {
      reason = "the database fails over to its replica"
      scope  = { services = ["billing", "claims"] }
      once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
    }
    patches = {
      reason    = "nodes of the data stores restart"
      scope     = { teams = ["data"] }
      recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=WEEKLY;BYDAY=SU", timezone = "America/New_York" }
      notify    = { teams = ["data"] }
    }
  }
  handles = { data = ["slack-data-alerts-prod"] }
}

output "muted" {
  description = "What is muted."
  value       = module.maintenance.muted
}
