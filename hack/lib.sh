# Shared by the scripts in hack/: where things are, and steps that show their time. Sourced, not run.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${DAVIT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/davit}
LOGS=${LOGS:-$ROOT/build/logs}
mkdir -p "$CACHE" "$LOGS"

die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# steps N: how many `step` calls follow. step TITLE COMMAND…: runs it quietly, shows its time; on failure the end of its log.
STEP=0 STEPS=0 BEGAN=$SECONDS
steps() { STEPS=$1; }
step() {
  local title=$1 began=$SECONDS log pid rc=0 line; shift
  STEP=$((STEP + 1))
  log=$LOGS/$(printf '%02d' "$STEP")-$(tr -cs 'a-zA-Z0-9' - <<<"$title" | sed 's/-*$//' | tr 'A-Z' 'a-z').log
  line=$(printf '[%2d/%d] %-58s' "$STEP" "$STEPS" "$title")
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  if [ -t 1 ]; then
    while kill -0 "$pid" 2>/dev/null; do
      printf '\r%s %4ds  %s\033[K' "$line" "$((SECONDS - began))" "$(tail -c 400 "$log" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1 | cut -c1-50)"
      sleep 0.5
    done
    printf '\r\033[K'
  else
    printf '%s ' "$line"
  fi
  wait "$pid" || rc=$?
  [ -t 1 ] && printf '%s ' "$line"
  if [ "$rc" = 0 ]; then
    printf '%4ds\n' "$((SECONDS - began))"
  else
    printf 'FAILED after %ds\n' "$((SECONDS - began))"
    tail -n 300 "$log" | grep -vE 'Help 1|re-run Maven|For more information|resume the build|mvn <args>|^\[(INFO|ERROR)\] *$|^\s+at ' | tail -n 25 | cut -c1-400
    printf '\n%s failed with exit code %d; the whole log: %s\n' "$title" "$rc" "$log"
    exit "$rc"
  fi
}

# need PROGRAM PACKAGE: installs a Debian package where that is possible, otherwise says how.
need() {
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing the Debian package $2 (for $1)"
    { [ -n "${APT_UPDATED:-}" ] || apt-get update -qq; APT_UPDATED=1; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2"; } >>"$LOGS/apt.log" 2>&1 \
      || die "apt-get install $2 failed: $(tail -n 1 "$LOGS/apt.log")"
  else
    die "$1 is missing. Install it, e.g.: apt-get install $2"
  fi
}

requirements() {
  need git git; need curl curl; need mvn maven; need python3 python3; need gcc build-essential
  command -v go >/dev/null || die "go is missing: Davit's tools are built with Go 1.26 or newer (https://go.dev/dl)"
  "$ROOT/hack/mvn" --print-java-home
  python3 -c 'import venv, ensurepip' 2>/dev/null || { need python3-venv-missing python3-venv 2>/dev/null || true; }
}

# The folder with kube programs of the built-in node (kubectl, helm, …).
node_bin() { "$ROOT/hack/davit-node" build --print 2>/dev/null | tail -n 1; }

# The program of the NATS image.
nats_server() { echo "$("$ROOT/hack/davit-images" unpack nats | tail -n 1)/usr/bin/nats-server"; }

# AWS CLI and boto3 in a virtual environment of their own.
AWS_VENV=$CACHE/aws-venv-1
aws_clients() {
  [ -x "$AWS_VENV/bin/aws" ] && "$AWS_VENV/bin/python" -c 'import boto3' 2>/dev/null && return
  rm -rf "$AWS_VENV"
  python3 -m venv "$AWS_VENV" && "$AWS_VENV/bin/pip" install --quiet boto3 awscli
}

# The provider of clusters: DAVIT_CLUSTER, else kind where a Docker engine answers and the node image is at hand, else the built-in node.
KIND_IMAGE=${DAVIT_KIND_IMAGE:-$(grep -v "^#" "$ROOT/hack/kind-node/images" | head -n 1)}
# Testcontainers ends what it started when its process ends; Ryuk, which does so when that is killed, is an image that may not be at hand.
export TESTCONTAINERS_RYUK_DISABLED=${TESTCONTAINERS_RYUK_DISABLED:-true}
cluster_provider() {
  if [ -n "${DAVIT_CLUSTER:-}" ]; then echo "$DAVIT_CLUSTER"
  elif docker info >/dev/null 2>&1 && docker image inspect "$KIND_IMAGE" >/dev/null 2>&1; then echo kind
  else echo node; fi
}
