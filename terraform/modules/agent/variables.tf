variable "env" {
  description = "The environment."
  type        = string
}

variable "cluster" {
  description = "The cluster's name: as EKS knows it, and the end of the mount of its login in Vault (kubernetes/<cluster>)."
  type        = string
}

variable "agent_namespace" {
  description = "The agent's namespace."
  type        = string
  default     = "datadog"
}

variable "manifests_folder" {
  description = "The folder that `cargo xtask render` writes: <env>/platform in it. What is bootstrapped is read from there, so that Argo CD finds its own."
  type        = string

  validation {
    condition     = fileexists("${var.manifests_folder}/${var.env}/platform/namespace.yaml")
    error_message = "'${var.manifests_folder}' has no ${var.env}/platform/namespace.yaml: pass the repository's folder manifests, and run cargo xtask render."
  }
}

variable "secret_store" {
  description = "Where External Secrets read the keys: kind 'vault' or 'aws-ssm', and the path (module keys writes there)."
  type = object({
    kind       = string
    path       = string
    mount      = optional(string, "secret")
    kms_key_id = optional(string)
  })

  validation {
    condition     = contains(["vault", "aws-ssm"], var.secret_store.kind)
    error_message = "The store '${var.secret_store.kind}' is unknown: use 'vault' or 'aws-ssm' (secret_store in jsonnet/policy/environments.libsonnet)."
  }

  validation {
    condition     = startswith(var.secret_store.path, "/") == (var.secret_store.kind == "aws-ssm") && length(trim(var.secret_store.path, "/")) > 0
    error_message = "A path in AWS SSM begins with '/', one in Vault does not. It is '${var.secret_store.path}'."
  }
}

variable "vault" {
  description = "How External Secrets log in to Vault. They must be those of jsonnet/agent/secret-stores.libsonnet."
  type = object({
    role            = optional(string, "datadog")
    service_account = optional(string, "datadog-secret-store")
    token_ttl_s     = optional(number, 3600)
  })
  default = {}

  validation {
    condition     = var.vault.token_ttl_s <= 86400
    error_message = "45 CFR 164.312(a)(2)(iii), automatic logoff: a token of Vault lives for a day at most."
  }
}

variable "external_secrets" {
  description = "The account of the External Secrets controller, which reads AWS SSM with its own identity."
  type = object({
    namespace       = optional(string, "external-secrets")
    service_account = optional(string, "external-secrets")
  })
  default = {}
}
