// Any bytes as an hOCR file.

#include "fuzz/fuzz.h"
#include "fuzz/markup.h"

std::vector<std::string> clean::fuzz::seeds() {
  return markup_seeds(
      ".hocr",
      {
          "<html><body><div class='ocr_page'><span class='ocr_line'>Ein Wort</span></div></body></html>",
          "<html><body><div class='ocr_page' title='bbox 0 0 500 800'><div class='ocr_carea'><p "
          "class='ocr_par'>"
          "<span class='ocr_line' title='bbox 10 12 300 40; x_size 30.5'><span class='ocrx_word'>Die</span>"
          "<span class='ocrx_word'>Zei-</span></span>\n<span class='ocr_line' title='bbox 10 50 300 80'>"
          "<span class='ocrx_word'>tung&nbsp;lebt.</span></span></p></div></div></body></html>",
          "<html><body><p>vorn</p><div class=ocr_page><!-- <p> "
          "--><script>x</script>eins<br>zwei<table><tr><td>3"
          "</td></tr></table><ins>neu</ins><del>alt</del> Ei&shy;\nsen &#8212; i<5t &lt; \"<?x?></div>",
          "<html><body><div class='ocr_page'><p><b><span class='ocr_caption'>Bild</b></p></span></div>",
      });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  clean::fuzz::check_markup(clean::Format::hocr, data, size);
  return 0;
}
