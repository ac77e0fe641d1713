// newsclean: newspaper pages in, clean articles out. Text goes to standard output, people read standard
// error.
#include <clean/formats.h>
#include <clean/recipe.h>

#include <clocale>
#include <exception>
#include <new>

#include "newsclean/bytes.h"
#include "newsclean/command.h"
#include "newsclean/output.h"

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives are UTF-8, whatever the terminal has
  open_standard_streams();
  take_temporaries_away_at_signals();
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
  } catch (const Broken& error) {
    complain(error.what());
    return 3;
  } catch (const std::bad_alloc&) {
    complain("not enough memory");
    return 4;
  } catch (const std::exception& error) {  // IoError, articles::Trouble
    complain(error.what());
    return 4;
  }
}
