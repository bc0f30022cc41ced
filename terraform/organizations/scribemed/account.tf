module "organization" {
  source = "../../modules/organization"

  name              = local.organization.organization.name
  security_contacts = local.organization.organization.security_contacts
  email_domains     = local.organization.organization.email_domains
  sso               = local.organization.organization.sso
  roles             = local.roles
  teams             = local.policy.teams
  service_accounts  = local.organization.service_accounts
  store             = local.organization.store
  today             = var.today
}

module "integrations" {
  source = "../../modules/integrations"

  slack = {
    account  = local.policy.slack_account
    channels = { for handle, channel in local.policy.slack_channels : handle => { channel = channel.channel } }
  }
  pagerduty = merge(local.organization.pagerduty, {
    services = { for handle, service in local.policy.pagerduty_services : handle => { service = service.service } }
  })
  pagerduty_keys      = var.pagerduty_keys
  pagerduty_api_token = var.pagerduty_api_token
  webhooks            = { for handle, webhook in local.policy.webhooks : handle => { name = webhook.name } }
  webhook_urls        = var.webhook_urls
  aws                 = { account_id = local.organization.aws.account_id, regions = [local.organization.aws.region] }
}
