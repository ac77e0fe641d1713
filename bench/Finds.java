// Which words Lucene finds in which pages: bench/search runs it, java -cp LUCENE Finds.java DOCUMENTS WORDS.
//
// Both files are lines with tabs between fields, in UTF-8; in texts \n stands for a line end. DOCUMENTS: side
// (raw, cleaned), page, language, text. WORDS: page, language, word. A line is printed for each word: 1 or 0
// for raw and for cleaned. Each language has the analyzer that Lucene has for it; where a word becomes several
// tokens (pairs of characters) they must follow each other.

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

class Finds {
  static final Map<String, Analyzer> ANALYZERS =
      Map.of("de", new GermanAnalyzer(), "en", new EnglishAnalyzer(), "fr", new FrenchAnalyzer());
  static final Analyzer CJK = new CJKAnalyzer();

  static Analyzer analyzer(String language) {
    return ANALYZERS.getOrDefault(language, CJK);
  }

  static IndexSearcher index(Path documents, String side) throws Exception {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    // A writer has one analyzer; documents of a language are written with theirs.
    for (String language : new String[] {"de", "en", "fr", ""}) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer(language)))) {
        for (String line : Files.readAllLines(documents)) {
          String[] fields = line.split("\t", 4);
          String own = ANALYZERS.containsKey(fields[2]) ? fields[2] : "";
          if (!fields[0].equals(side) || !own.equals(language)) continue;
          Document document = new Document();
          document.add(new StringField("page", fields[1], Field.Store.NO));
          document.add(new TextField("text", fields[3].replace("\\n", "\n"), Field.Store.NO));
          writer.addDocument(document);
        }
      }
    }
    return new IndexSearcher(DirectoryReader.open(directory));
  }

  static int found(IndexSearcher searcher, String[] word) throws Exception {
    Query query = new QueryBuilder(analyzer(word[1])).createPhraseQuery("text", word[2]);
    if (query == null) return 0;
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(query, BooleanClause.Occur.MUST);
    both.add(new TermQuery(new Term("page", word[0])), BooleanClause.Occur.FILTER);
    return searcher.count(both.build()) > 0 ? 1 : 0;
  }

  public static void main(String[] files) throws Exception {
    IndexSearcher raw = index(Path.of(files[0]), "raw"), cleaned = index(Path.of(files[0]), "cleaned");
    for (String line : Files.readAllLines(Path.of(files[1]))) {
      String[] word = line.split("\t");
      System.out.println(found(raw, word) + " " + found(cleaned, word));
    }
  }
}
