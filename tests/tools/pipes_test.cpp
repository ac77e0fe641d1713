// docs/pipes.md does what it says: each of its programs is run as it stands there and prints what stands
// behind it. A block opens with a comment that says what it is for:
//
//   <!-- file: pages.jsonl -->   the block is this file
//   <!-- run: jq -->             the block is a program that needs jq; the next block is what it prints
#include <cctype>
#include <utility>

#include "shell.h"

namespace {

struct Program {  // of the document
  std::string heading, language, needs, text, prints;
  int line = 0;  // of the document
};

struct Document {
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<Program> programs;
};

Document document() {
  Document result;
  std::istringstream text(read(PIPES_DOCUMENT));
  std::string heading, file, *block = nullptr;
  bool runs = false, prints = false;
  int number = 0;
  for (std::string line; std::getline(text, line);) {
    ++number;
    const bool fence = line.starts_with("```");
    if (block != nullptr) {
      if (fence)
        block = nullptr;
      else
        *block += line + "\n";
    } else if (const auto what = match(line, "^<!-- (file|run): (.*) -->$"); !what.empty()) {
      if (what[1] == "file") file = what[2];
      if (what[1] == "run") {
        Program& program = result.programs.emplace_back();
        program.heading = heading;
        program.needs = what[2];
        program.line = number;
        runs = true;
      }
    } else if (line.starts_with("## ")) {
      heading = line.substr(3);
    } else if (fence && !file.empty()) {
      block = &result.files.emplace_back(std::exchange(file, ""), "").second;
    } else if (fence && runs) {
      result.programs.back().language = line.substr(3);
      block = &result.programs.back().text;
      runs = false;
      prints = true;
    } else if (fence && prints) {
      block = &result.programs.back().prints;
      prints = false;
    } else if (fence) {
      static std::string passed_over;
      block = &passed_over;
    }
  }
  return result;
}

class Pipes : public Shell, public testing::WithParamInterface<Program> {};

TEST_P(Pipes, program_prints_what_the_document_says) {
  const Program& program = GetParam();
  std::istringstream needs(program.needs);
  for (std::string tool; needs >> tool;)
    if (sh("command -v " + tool).status != 0) GTEST_SKIP() << tool << " is not installed";
  for (const auto& [name, bytes] : document().files) put(name, bytes);
  put("program", program.text);
  const std::string runs = program.language == "sh"       ? "bash -euo pipefail program"
                           : program.language == "python" ? "python3 program"
                           : program.language == "js"     ? "node program"
                                                          : "false";
  const Ran ran = sh("PATH=\"${N%/*}:$PATH\" timeout 120 " + runs);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, program.prints) << "docs/pipes.md:" << program.line << "\n" << ran.err;
  EXPECT_NE(program.prints, "") << "docs/pipes.md:" << program.line;
}

std::string as_identifier(const testing::TestParamInfo<Program>& program) {
  std::string name = program.param.heading + "_" + std::to_string(program.index);
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

// For the names of the tests.
void PrintTo(const Program& program, std::ostream* out) { *out << program.heading; }

INSTANTIATE_TEST_SUITE_P(Document, Pipes, testing::ValuesIn(document().programs), as_identifier);

}  // namespace
