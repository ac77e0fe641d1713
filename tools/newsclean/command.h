// The command line of newsclean: its table, and what each way of calling it does.
#pragma once

#include "cli/options.h"

const cli::Program& program();

// Does what the command line asks for; gives the exit status. Throws cli::UsageError, clean::RecipeError,
// clean::UndoError, IoError.
int obey(const cli::Parsed& line);
