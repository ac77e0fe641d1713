// Cleans a file of any length with memory that does not grow: stream_file FILE [RECIPE] prints a JSON record
// for each article, as newsclean -t jsonl does.
#include <clean/clean.h>

#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) try {
  if (argc < 2) throw std::invalid_argument("usage: stream_file FILE [RECIPE]");
  const std::filesystem::path path(argv[1]);
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument("cannot open " + path.string());
  const clean::Pipeline pipeline(clean::load_recipe(argc > 2 ? argv[2] : "zh-daily"));

  clean::Stream stream(pipeline);
  std::size_t articles = 0, rests = 0;
  const auto print = [&] {
    while (const auto window = stream.next()) {
      std::string records;
      for (const clean::Article& article : window->articles) {
        const bool rest = article.kind == clean::Article::Kind::rest;
        const std::string number =
            rest ? "#rest" + std::to_string(++rests) : "#" + std::to_string(++articles);
        clean::write_jsonl(article, {.source = path.filename(), .id = path.stem().string() + number},
                           pipeline.recipe().language, records);
      }
      std::cout << records;
    }
  };
  std::string bytes(1 << 16, '\0');
  while (file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || file.gcount() > 0) {
    stream.add({bytes.data(), static_cast<std::size_t>(file.gcount())});
    print();
  }
  stream.finish();
  print();
} catch (const std::exception& error) {
  std::cerr << "stream_file: " << error.what() << "\n";
  return 2;
}
