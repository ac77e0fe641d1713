#include "plan/script.h"

namespace {

constexpr std::string_view kBefore = R"(#!/bin/sh
# Runs a shard of the plan that this file is in:
#
#   run SHARD OUT [OPTION]...
#
# SHARD is its number; what it gives is written into the folder OUT, beside an account of the run. When that
# account is there under its name the shard is done, and running it again reads the input and writes nothing.
# OPTIONs are given to newsclean behind those below. Names in the plan that are not absolute are below the
# folder this is run in. NEWSCLEAN names another newsclean; the exit status is its.
set -eu
if [ $# -lt 2 ]; then
  echo "usage: $0 SHARD OUT [OPTION]..." >&2
  exit 2
fi
plan=$(dirname -- "$0")
case $1 in
  '' | *[!0-9]*)
    echo "$0: no shard \"$1\": its number is wanted" >&2
    exit 2
    ;;
esac
shard=$(printf %05d "${1#"${1%%[!0]*}"}")
out=${2%/}
shift 2
if [ ! -f "$plan/$shard.files" ]; then
  echo "$0: no shard $shard" >&2
  exit 2
fi
mkdir -p -- "$out" || exit 4
exec "${NEWSCLEAN:-newsclean}" --files-from "$plan/$shard.files")";

constexpr std::string_view kBehind = R"( \
  -j 1 -o "$out/$shard)";

// The way all POSIX shells read, whatever is in the word.
std::string quoted(std::string_view word) {
  std::string result = "'";
  for (const char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

}  // namespace

std::string run_script(std::span<const std::string> options, std::string_view ending) {
  std::string script(kBefore);
  for (const std::string& option : options) script += " \\\n  " + quoted(option);
  script += kBehind;
  script += ending;
  return script + "\" --manifest \"$out/$shard.manifest\" --resume \"$@\"\n";
}
