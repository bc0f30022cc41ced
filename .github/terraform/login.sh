# shellcheck shell=bash
# Sourced by terraform.yml and drift.yml. Reads Datadog's keys of the account $ACCOUNT from AWS SSM, logs in to Vault where there is one, and names the clusters of $ROOT, if it is set. Every value is masked
# in the log before anything else can print it.
set -euo pipefail

secret() {
  local value
  value=$(aws ssm get-parameter --with-decryption --name "/scribemed/datadog/$ACCOUNT/$1" --query Parameter.Value --output text)
  echo "::add-mask::$value" >&2
  printf '%s' "$value"
}

DD_API_KEY=$(secret api-key)
DD_APP_KEY=$(secret app-key)
export DD_API_KEY DD_APP_KEY

if [ -n "${VAULT_ADDR:-}" ]; then
  # Vault trusts the same OIDC token of GitHub.
  jwt=$(curl --fail --silent --show-error -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$VAULT_ADDR" | jq -r .value)
  echo "::add-mask::$jwt" >&2
  VAULT_TOKEN=$(jq -n --arg jwt "$jwt" --arg role "terraform-$ACCOUNT" '{jwt: $jwt, role: $role}' \
    | curl --fail --silent --show-error --data @- "$VAULT_ADDR/v1/auth/jwt/login" | jq -r .auth.client_token)
  echo "::add-mask::$VAULT_TOKEN" >&2
  export VAULT_TOKEN
fi

case "${ROOT:-}" in
  environments/*)
    KUBE_CONFIG_PATH="$RUNNER_TEMP/kubeconfig"
    export KUBE_CONFIG_PATH
    cluster=$(jq -r .cluster "terraform/policy/${ROOT#environments/}.json")
    for name in "$cluster" management; do
      aws eks update-kubeconfig --name "$name" --alias "$name" --kubeconfig "$KUBE_CONFIG_PATH" >&2
    done
    ;;
esac
