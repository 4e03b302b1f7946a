#!/usr/bin/env bash
# Makes random passwords and credentials for the standalone overlay and for compose.yaml, in the folder secrets beside
# this script (or in the one given). What is there already stays: delete the folder to have new ones; a PostgreSQL that
# was set up with the old ones keeps those.
set -euo pipefail

readonly SERVICES=(dataset-service executor-service experiment-service llm-worker scorer-service)

FOLDER=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets}
readonly FOLDER

random() {
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

# The client's half of what the broker's list of users holds.
jaas() {
  echo "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$1\" password=\"$2\";"
}

if [[ -e $FOLDER ]]; then
  echo "make-secrets: $FOLDER is there already; nothing was changed" >&2
  exit 0
fi
umask 077
mkdir -p "$FOLDER.new"

declare -A kafka token database
for service in "${SERVICES[@]}" admin; do
  kafka[$service]=$(random)
done
for caller in DATASET EXECUTOR EXPERIMENT LLM SCORER; do
  token[$caller]=$(random)
done
for schema in DATASET EXPERIMENT LLM SCORE; do
  database[$schema]=$(random)
done

# credentials SERVICE OWN_NAME SCHEMA CALLERS…; a schema of - is none.
credentials() {
  local service=$1 own=$2 schema=$3 caller
  shift 3
  {
    echo "KAFKA_SASL_JAAS_CONFIG=$(jaas "$service" "${kafka[$service]}")"
    [[ $schema == - ]] || echo "ASSAY_DB_PASSWORD=${database[$schema]}"
    echo "ASSAY_SERVICE_TOKEN=${token[$own]}"
    for caller in "$@"; do
      echo "ASSAY_TOKEN_$caller=${token[$caller]}"
    done
  } >"$FOLDER.new/$service.env"
}

credentials dataset-service DATASET DATASET EXPERIMENT LLM EXECUTOR SCORER
credentials executor-service EXECUTOR - EXPERIMENT
credentials experiment-service EXPERIMENT EXPERIMENT
credentials llm-worker LLM LLM EXPERIMENT
credentials scorer-service SCORER SCORE EXPERIMENT

{
  printf 'BROKER_JAAS_CONFIG=org.apache.kafka.common.security.plain.PlainLoginModule required'
  printf ' username="admin" password="%s"' "${kafka[admin]}"
  for service in admin "${SERVICES[@]}"; do
    printf ' user_%s="%s"' "$service" "${kafka[$service]}"
  done
  printf ';\n'
} >"$FOLDER.new/kafka-broker.env"

{
  echo 'security.protocol=SASL_PLAINTEXT'
  echo 'sasl.mechanism=PLAIN'
  echo "sasl.jaas.config=$(jaas admin "${kafka[admin]}")"
} >"$FOLDER.new/kafka-admin.properties"

{
  echo "POSTGRES_PASSWORD=$(random)"
  for schema in DATASET EXPERIMENT LLM SCORE; do
    echo "ASSAY_DB_PASSWORD_$schema=${database[$schema]}"
  done
} >"$FOLDER.new/postgres.env"

mv "$FOLDER.new" "$FOLDER"
echo "make-secrets: made $FOLDER"
