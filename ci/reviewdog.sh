#!/bin/sh
# Comments in a review, by reviewdog (https://github.com/reviewdog/reviewdog), for the lines that it changes:
#   REVIEWDOG_GITHUB_API_TOKEN=… ci/reviewdog.sh github-pr-review articles/
# Any reporter of reviewdog will do: github-pr-review, gitlab-mr-discussion, bitbucket-code-report, local.
set -eu
reporter=${1:?usage: ci/reviewdog.sh REPORTER PATH…}
shift
galley --format rdjsonl --fail-on never "$@" | reviewdog -f=rdjsonl -name=galley -reporter="$reporter" -fail-level=error
