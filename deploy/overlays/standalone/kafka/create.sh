#!/usr/bin/env bash
# Creates the topics of topics.txt and sets the rights of acls.txt; does no harm when it runs again.
set -euo pipefail

readonly BIN=/opt/kafka/bin
readonly HERE=/etc/assay/topics
readonly BROKER=(--bootstrap-server "${KAFKA_BOOTSTRAP_SERVERS:?}" --command-config /etc/assay/admin/client.properties)

lines() {
  grep -v '^#' "$HERE/$1"
}

until "$BIN/kafka-topics.sh" "${BROKER[@]}" --list >/dev/null; do
  echo 'waiting for the broker'
  sleep 2
done

while read -r topic partitions; do
  "$BIN/kafka-topics.sh" "${BROKER[@]}" --create --if-not-exists --topic "$topic" --partitions "$partitions" \
    --replication-factor 1 </dev/null
done < <(lines topics.txt)

while read -r principal resource name operations; do
  arguments=()
  for operation in ${operations//,/ }; do
    arguments+=(--operation "$operation")
  done
  "$BIN/kafka-acls.sh" "${BROKER[@]}" --add --allow-principal "User:$principal" "--$resource" "$name" \
    "${arguments[@]}" </dev/null
done < <(lines acls.txt)
echo 'topics and rights are there'
