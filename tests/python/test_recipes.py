"""Recipes by name and by file, and what is wrong with them."""

import pickle
import tempfile
import unittest
from pathlib import Path

import libclean
from support import ROOT, SEEDS, newsclean


class Recipes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def recipe(self, toml: str) -> Path:
        path = self.folder / "mine.toml"
        path.write_text(toml, "utf-8")
        return path

    def test_all_built_in_ones_can_be_used(self):
        self.assertEqual(sorted(libclean.recipes()), sorted(path.stem for path in (ROOT / "recipes").glob("*.toml")))
        for name in libclean.recipes():
            cleaner = libclean.Cleaner(name)
            self.assertEqual(cleaner.recipe, name)
            self.assertEqual(repr(cleaner), f"Cleaner({name!r})")
            self.assertTrue(cleaner.clean("text"))

    def test_auto_chooses_for_each_text(self):
        cleaner = libclean.Cleaner()
        self.assertEqual(cleaner.recipe, "auto")
        self.assertEqual(cleaner.clean(SEEDS[0].read_bytes())[0].lang, "zh-Hans")
        english = "The council met on Tuesday and the mayor said that it was late. " * 20
        self.assertEqual(cleaner.clean(english)[0].lang, "en")
        self.assertEqual(cleaner.clean("0 1 2")[0].lang, "und")

    def test_a_file_is_a_recipe(self):
        path = self.recipe('name = "mine"\nlanguage = "zh-Hans"\nstages = [["width"]]\n')
        for given in (path, str(path)):
            cleaner = libclean.Cleaner(given)
            self.assertEqual(cleaner.recipe, "mine")
            self.assertEqual(cleaner.clean("会议要求,部署。")[0].text, "会议要求，部署。")
        self.assertEqual(libclean.clean("会议要求,部署。", path)[0].text, "会议要求，部署。")

    def test_a_file_of_a_shipped_recipe_does_as_the_built_in_one(self):
        text = SEEDS[0].read_bytes()
        for name in ("zh-daily", "general"):
            of_file = libclean.Cleaner(ROOT / f"recipes/{name}.toml").clean(text)
            self.assertEqual([a.to_json() for a in of_file], [a.to_json() for a in libclean.clean(text, name)])

    def test_a_changed_file_is_read_anew(self):
        path = self.recipe('name = "mine"\nstages = [["repair"]]\n')
        self.assertEqual(libclean.clean("会议,部署。", path)[0].text, "会议,部署。")
        self.recipe('name = "mine"\nlanguage = "zh-Hans"\nstages = [["width"]]\n')
        self.assertEqual(libclean.clean("会议,部署。", path)[0].text, "会议，部署。")

    def test_errors_have_file_and_line(self):
        path = self.recipe('name = "mine"\n\nstages = [["repair"], ["rejion"]]\n')
        with self.assertRaises(libclean.RecipeError) as caught:
            libclean.Cleaner(path)
        error = caught.exception
        self.assertEqual((error.file, error.line), (str(path), 3))
        self.assertEqual(str(error), f'{path}:3: no filter "rejion"; did you mean "rejoin"?')
        self.assertIsInstance(error, ValueError)
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((str(again), again.file, again.line), (str(error), error.file, error.line))

    def test_errors_of_a_whole_file_have_no_line(self):
        path = self.recipe('summary = "without a name"\n')
        with self.assertRaisesRegex(libclean.RecipeError, "needs a name") as caught:
            libclean.clean("text", path)
        self.assertEqual((caught.exception.file, caught.exception.line), (str(path), None))

    def test_bad_toml_and_bad_bytes_name_the_line(self):
        path = self.folder / "mine.toml"
        for bad in (b'name = "x"\nstages = [[\n', b'name = "x"\n# \xff\n',
                    b'name = "x"\nstages = [["jumps"]]\n[patterns]\njump_to = ["("]\n'):  # fmt: skip
            path.write_bytes(bad)
            with self.assertRaises(libclean.RecipeError) as caught:
                libclean.Cleaner(path)
            self.assertEqual(caught.exception.file, str(path))
            self.assertGreater(caught.exception.line, 0)

    def test_a_wrong_word_tells_the_near_one(self):
        with self.assertRaisesRegex(libclean.RecipeError, 'did you mean "zh-daily"') as caught:
            libclean.Cleaner("zh-dialy")
        self.assertEqual((caught.exception.file, caught.exception.line), (None, None))

    def test_a_file_that_is_not_there(self):
        for missing in (self.folder / "none", str(self.folder / "none"), "none.toml", Path("zh-dialy")):
            with self.assertRaises(FileNotFoundError):
                libclean.Cleaner(missing)
        with self.assertRaises(IsADirectoryError):
            libclean.Cleaner(self.folder)

    def test_a_wrong_filter_is_told_at_once(self):
        for recipe in ("auto", "zh-daily"):
            with self.assertRaisesRegex(libclean.RecipeError, 'no filter "widht"; did you mean "width"'):
                libclean.Cleaner(recipe, filters=["widht"])
            with self.assertRaises(TypeError):
                libclean.clean("text", recipe, filters="width")

    def test_a_threshold_is_from_0_to_1(self):
        for wrong in (-0.1, 1.5, float("nan")):
            with self.assertRaisesRegex(ValueError, "threshold"):
                libclean.Cleaner(threshold=wrong)

    def test_the_version_is_that_of_newsclean(self):
        self.assertIn(libclean.__version__, newsclean("--version").decode().split())


if __name__ == "__main__":
    unittest.main()
