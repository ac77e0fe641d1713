// newsclean: newspaper pages in, clean articles out. Text goes to standard output, people read standard
// error.
#include <clean/formats.h>
#include <clean/recipe.h>

#include <csignal>
#include <exception>

#include "newsclean/command.h"
#include "newsclean/output.h"

int main(int argc, char** argv) {
  // A closed pipe ends the run without a word, whatever the parent process did to the signal.
  std::signal(SIGPIPE, SIG_DFL);
  try {
    return obey(cli::parse(program(), argc, argv));
  } catch (const cli::UsageError& error) {
    complain(error.what());
    complain("try: newsclean --help");
    return 2;
  } catch (const clean::RecipeError& error) {
    complain(error.what());
    return 2;
  } catch (const clean::UndoError& error) {
    complain(error.what());
    return 3;
  } catch (const std::exception& error) {  // IoError, and no memory left
    complain(error.what());
    return 4;
  }
}
