// newsclean: newspaper pages in, clean articles out. Text goes to standard output, people read standard
// error.
#include "newsclean/command.h"
#include "newsclean/run.h"

int main(int argc, char** argv) {
  return ends_with_status("newsclean", [&] { return obey(cli::parse(program(), argc, argv)); });
}
