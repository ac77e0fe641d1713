// PLAN/run: how a shard is run. GNU parallel, Slurm, dask and people call it, so there is one place that says
// what the command is.
#pragma once

#include <span>
#include <string>
#include <string_view>

// A POSIX shell script: run SHARD OUT [OPTION]... `options`: those of newsclean that the plan was made with;
// `ending`: of an output's name, ".jsonl.zst".
std::string run_script(std::span<const std::string> options, std::string_view ending);
