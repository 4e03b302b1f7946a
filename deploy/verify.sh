#!/usr/bin/env bash
# Proves a set of images on a cluster: applies the standalone overlay into a namespace of its own, runs the demo through
# the Service, deletes a worker pod while it runs, and asserts that the run finishes with every trial judged.
set -euo pipefail

readonly USAGE=2
readonly INFRASTRUCTURE=3
readonly SERVICES=(dataset-service executor-service experiment-service llm-worker model-server scorer-service)

HERE=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE
KUBECTL=${KUBECTL:-kubectl}

context=
registry=assay
tag=0.1.0
namespace=assay-verify
worker=executor-service
samples=2
timeout=600
keep=
components=()
work=

usage() {
  cat <<'TEXT'
usage: deploy/verify.sh [OPTION…]

  --context NAME      kubectl context (default: the current one)
  --registry PREFIX   images are PREFIX/dataset-service … PREFIX/cli (default: assay)
  --tag TAG           their tag (default: 0.1.0)
  --namespace NAME    must not exist; is made and deleted (default: assay-verify)
  --worker NAME       whose pod is deleted in mid-run: executor-service, llm-worker or scorer-service
                      (default: executor-service)
  --samples N         answers a problem, 2 to 1000; more make a longer run (default: 2)
  --component NAME    also apply deploy/components/NAME, for instance landlock; may be repeated
  --timeout SECONDS   patience with each step (default: 600)
  --keep              leave the namespace at the end, to look into it

Exit codes: 0 the run finished with every trial judged; 1 it did not; 2 usage; 3 no cluster, or Assay did not start.
The environment's KUBECTL names the program.
TEXT
}

fail() {
  echo "verify: $1" >&2
  exit "${2:-1}"
}

say() {
  echo "verify: $1"
}

kube() {
  "$KUBECTL" ${context:+--context "$context"} "$@"
}

# In our namespace.
ours() {
  kube --namespace "$namespace" "$@"
}

# --- Arguments --------------------------------------------------------------------------------------------------------

parse() {
  while (($#)); do
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --keep)
        keep=yes
        shift
        continue
        ;;
      --context | --registry | --tag | --namespace | --worker | --samples | --component | --timeout)
        [[ -n ${2:-} ]] || fail "$1 needs a value" "$USAGE"
        ;;
      *) fail "unknown argument $1; --help lists what there is" "$USAGE" ;;
    esac
    case $1 in
      --context) context=$2 ;;
      --registry) registry=${2%/} ;;
      --tag) tag=$2 ;;
      --namespace) namespace=$2 ;;
      --worker) worker=$2 ;;
      --samples) samples=$2 ;;
      --component) components+=("$2") ;;
      --timeout) timeout=$2 ;;
    esac
    shift 2
  done
  [[ $worker =~ ^(executor-service|llm-worker|scorer-service)$ ]] ||
    fail "--worker must be executor-service, llm-worker or scorer-service, not $worker" "$USAGE"
  if ! [[ $samples =~ ^[1-9][0-9]{0,3}$ ]] || ((samples < 2 || samples > 1000)); then
    fail "--samples must be 2 to 1000, not $samples" "$USAGE"
  fi
  [[ $timeout =~ ^[1-9][0-9]{0,5}$ ]] || fail "--timeout must be a number of seconds, not $timeout" "$USAGE"
  [[ $namespace =~ ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ ]] ||
    fail "--namespace must be a name that Kubernetes allows, not $namespace" "$USAGE"
  local component
  for component in "${components[@]}"; do
    [[ $component =~ ^[a-z-]+$ && -d $HERE/components/$component ]] ||
      fail "there is no component $component in deploy/components" "$USAGE"
  done
}

check_prerequisites() {
  command -v "$KUBECTL" >/dev/null || fail "there is no $KUBECTL: install kubectl 1.27 or newer, or set KUBECTL" \
    "$INFRASTRUCTURE"
  kube version >/dev/null 2>&1 || fail "no cluster answers in context ${context:-$("$KUBECTL" config current-context \
    2>/dev/null || echo '(none)')}" "$INFRASTRUCTURE"
  ! kube get namespace "$namespace" >/dev/null 2>&1 ||
    fail "namespace $namespace exists already: delete it, or name another one with --namespace" "$USAGE"
}

# --- The steps --------------------------------------------------------------------------------------------------------

# The overlay with these images, in this namespace, with secrets made for it.
prepare() {
  mkdir -p "$HERE/target"
  work=$(mktemp -d "$HERE/target/verify.XXXXXX")
  cp -R "$HERE/base" "$HERE/components" "$HERE/overlays" "$work"
  rm -rf "$work/overlays/standalone/secrets"
  "$work/overlays/standalone/make-secrets.sh" >/dev/null
  mkdir "$work/overlays/verify"
  {
    echo 'apiVersion: kustomize.config.k8s.io/v1beta1'
    echo 'kind: Kustomization'
    echo "namespace: $namespace"
    echo 'resources: [../standalone]'
    local component service
    echo 'components:'
    for component in "${components[@]}"; do
      echo "  - ../../components/$component"
    done
    echo 'images:'
    for service in "${SERVICES[@]}"; do
      printf '  - name: assay/%s\n    newName: %s/%s\n    newTag: "%s"\n' "$service" "$registry" "$service" "$tag"
    done
  } >"$work/overlays/verify/kustomization.yaml"
}

tear_down() {
  local code=$?
  trap - EXIT INT TERM
  [[ -z $work ]] || rm -rf "$work"
  if [[ -n ${applied:-} ]]; then
    if ((code != 0)); then
      ours get pods -o wide >&2 || true
      ours get events --sort-by=.lastTimestamp 2>/dev/null | tail -20 >&2 || true
    fi
    if [[ -n $keep ]]; then
      say "namespace $namespace is left as it is"
    else
      say "deleting namespace $namespace"
      kube delete namespace "$namespace" --wait=true --timeout="${timeout}s" >/dev/null ||
        say "namespace $namespace could not be deleted; do it by hand"
    fi
  fi
  exit "$code"
}

apply() {
  say "applying the standalone overlay into $namespace, images $registry/…:$tag"
  applied=yes
  kube apply -k "$work/overlays/verify" >/dev/null || fail 'it cannot be applied' "$INFRASTRUCTURE"
  local set
  for set in kafka postgres; do
    ours rollout status "statefulset/$set" --timeout="${timeout}s" >/dev/null ||
      fail "$set did not start" "$INFRASTRUCTURE"
  done
  ours wait --for=condition=complete job/kafka-topics --timeout="${timeout}s" >/dev/null ||
    fail 'the topics were not created' "$INFRASTRUCTURE"
  for set in "${SERVICES[@]}"; do
    ours rollout status "deployment/$set" --timeout="${timeout}s" >/dev/null ||
      fail "$set did not start" "$INFRASTRUCTURE"
  done
  say 'everything is ready'
}

start_demo() {
  cat <<TEXT | ours apply -f - >/dev/null
apiVersion: batch/v1
kind: Job
metadata:
  name: demo
spec:
  backoffLimit: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/name: assay-cli
        assay.dev/client: "true"
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: cli
          image: $registry/cli:$tag
          args: [demo, --no-color, --samples, "$samples", --temperature, "0.8"]
          env:
            - name: ASSAY_URL
              value: http://experiment-service:7070
            - name: ASSAY_MODEL_URL
              value: http://model-server:7075/v1
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
TEXT
}

demo_log() {
  ours logs job/demo 2>/dev/null || true
}

# complete, failed, or nothing while it goes on.
demo_end() {
  if [[ $(ours get job demo -o 'jsonpath={.status.succeeded}') == 1 ]]; then
    echo complete
  elif [[ $(ours get job demo -o 'jsonpath={.status.failed}') =~ ^[1-9] ]]; then
    echo failed
  fi
}

# The client says "run bench_…: N trials of MODEL" when it has started one.
await_run() {
  local until=$((SECONDS + timeout))
  until demo_log | grep -q 'run bench_[0-9a-f]*_'; do
    [[ -z $(demo_end) ]] || fail "the demo ended before it started a run: $(demo_log | tail -3)"
    ((SECONDS < until)) || fail "the demo started no run within $timeout s"
    sleep 1
  done
}

delete_worker() {
  say "deleting a pod of $worker in mid-run"
  local pod
  pod=$(ours get pods -l "app.kubernetes.io/name=$worker" -o 'jsonpath={.items[0].metadata.name}')
  [[ -n $pod ]] || fail "there is no pod of $worker"
  ours delete pod "$pod" --grace-period=0 --force --wait=false >/dev/null 2>&1
  [[ -z $(demo_end) ]] ||
    fail 'the run had ended when the pod was deleted, so this proves nothing: give more --samples'
}

await_end() {
  local until=$((SECONDS + timeout)) end=
  while [[ -z $end ]]; do
    ((SECONDS < until)) || fail "the run did not end within $timeout s after the deletion"
    sleep 2
    end=$(demo_end)
  done
  demo_log
  [[ $end == complete ]] || fail 'the run did not finish with every trial judged'
}

main() {
  parse "$@"
  check_prerequisites
  trap tear_down EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  prepare
  apply
  start_demo
  await_run
  delete_worker
  await_end
  say "the run finished with every trial judged, though a pod of $worker was lost"
}

main "$@"
