mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "kubernetes" {}

mock_provider "kubernetes" {
  alias = "argocd"
}

mock_provider "vault" {
  mock_data "vault_policy_document" {
    defaults = {
      hcl = "path \"mock\" { capabilities = [\"read\"] }"
    }
  }
}

variables {
  manifests_folder = "../../../manifests"
}

run "a_cluster_that_reads_vault" {
  state_key = "dev"

  variables {
    env          = "dev"
    cluster      = "scribemed-dev"
    secret_store = { kind = "vault", path = "scribemed/dev/datadog" }
  }

  assert {
    condition     = output.bootstrapped == tolist(["Namespace/datadog", "SecretStore/datadog", "ServiceAccount/datadog-secret-store"])
    error_message = "something else is bootstrapped: ${jsonencode(output.bootstrapped)}"
  }

  assert {
    condition     = one(data.vault_policy_document.read["scribemed-dev"].rule).path == "secret/data/scribemed/dev/datadog/*" && tolist(one(data.vault_policy_document.read["scribemed-dev"].rule).capabilities) == tolist(["read"])
    error_message = "the cluster may do something else in Vault than read its keys"
  }

  assert {
    condition = alltrue([
      vault_kubernetes_auth_backend_role.read["scribemed-dev"].backend == kubernetes_manifest.store["SecretStore/datadog"].manifest.spec.provider.vault.auth.kubernetes.mountPath,
      vault_kubernetes_auth_backend_role.read["scribemed-dev"].role_name == kubernetes_manifest.store["SecretStore/datadog"].manifest.spec.provider.vault.auth.kubernetes.role,
      vault_kubernetes_auth_backend_role.read["scribemed-dev"].bound_service_account_names == toset([kubernetes_manifest.store["SecretStore/datadog"].manifest.spec.provider.vault.auth.kubernetes.serviceAccountRef.name]),
    ])
    error_message = "the rendered SecretStore logs in with another role, account or mount"
  }

  assert {
    condition     = length(aws_iam_role.read) == 0
    error_message = "there is a second store"
  }
}

run "a_cluster_that_reads_ssm" {
  state_key = "prod"

  variables {
    env          = "prod"
    cluster      = "scribemed-prod"
    secret_store = { kind = "aws-ssm", path = "/scribemed/prod/datadog", kms_key_id = "arn:aws:kms:us-east-1:123456789012:key/1" }
  }

  assert {
    condition     = tolist(data.aws_iam_policy_document.read["scribemed-prod"].statement[0].resources) == tolist(["arn:aws:ssm:*:123456789012:parameter/scribemed/prod/datadog/*"]) && length(data.aws_iam_policy_document.read["scribemed-prod"].statement) == 2
    error_message = "the cluster may read something else in SSM"
  }

  assert {
    condition     = aws_eks_pod_identity_association.read["scribemed-prod"].service_account == "external-secrets" && length(vault_policy.read) == 0
    error_message = "somebody else gets the identity"
  }

  assert {
    condition     = output.bootstrapped == tolist(["Namespace/datadog", "SecretStore/datadog"])
    error_message = "something else is bootstrapped: ${jsonencode(output.bootstrapped)}"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up_dev" {
  state_key = "dev"

  module {
    source = "../../mocks/nothing_in_clusters"
  }
}

run "clean_up_prod" {
  state_key = "prod"

  module {
    source = "../../mocks/nothing_in_clusters"
  }
}
