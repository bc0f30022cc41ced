variable "aws" {
  description = "The AWS account that Datadog collects metrics of, in whose credentials the provider runs. For another account, call the module again with its provider."
  type = object({
    account_id         = string
    partition          = optional(string, "aws")
    role_name          = optional(string, "datadog-integration")
    regions            = optional(list(string), [])
    exclude_namespaces = optional(list(string), ["AWS/SQS", "AWS/ElasticMapReduce", "AWS/Usage"])
    tags               = optional(list(string), [])
    collect_resources  = optional(bool, true)
    # Whose role may assume ours; Datadog documents another one for each of its sites.
    datadog_account_id = optional(string, "464622532012")
  })
  default = null

  validation {
    condition     = can(regex("^[0-9]{12}$", try(var.aws.account_id, "000000000000")))
    error_message = "An AWS account id has 12 digits, without hyphens."
  }

  validation {
    condition     = contains(["aws", "aws-us-gov", "aws-cn"], try(var.aws.partition, "aws"))
    error_message = "partition is 'aws', 'aws-us-gov' or 'aws-cn'."
  }
}
