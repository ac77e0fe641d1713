"""The C interface, called from another language through its binary form alone: abi_test.py LIBRARY.

Prints what is wrong, and nothing when all is right.
"""

import ctypes
import sys

PAGE = "百名专家进百县\n\n本报讯（记者 崔敬）科普资源与基层需\n\n求的精准匹配,切实打通。\n".encode()


class View(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(ctypes.c_char)), ("size", ctypes.c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.size).decode()


class Span(ctypes.Structure):
    _fields_ = [("begin", ctypes.c_uint64), ("end", ctypes.c_uint64)]


class Part(ctypes.Structure):
    _fields_ = [("role", View), ("text", View), ("spans", ctypes.POINTER(Span)), ("span_count", ctypes.c_size_t),
                ("page", ctypes.c_uint32)]


def main():
    c = ctypes.CDLL(sys.argv[1])
    pointer = ctypes.c_void_p
    c.libclean_page_article.restype = pointer
    c.libclean_page_article.argtypes = [pointer, ctypes.c_size_t]
    c.libclean_page_articles.restype = ctypes.c_size_t
    c.libclean_page_articles.argtypes = [pointer]
    for field in ("headline", "byline", "text"):
        getattr(c, f"libclean_article_{field}").restype = View
        getattr(c, f"libclean_article_{field}").argtypes = [pointer]
    c.libclean_article_block.restype = Part
    c.libclean_article_block.argtypes = [pointer, ctypes.c_size_t]
    for function in (c.libclean_page_free, c.libclean_pipeline_free):
        function.restype = None
        function.argtypes = [pointer]

    assert c.libclean_abi_version() == 1
    pipeline, page = pointer(), pointer()
    assert c.libclean_pipeline_load(b"zh-daily", None, ctypes.byref(pipeline), None) == 0
    assert c.libclean_clean(pipeline, PAGE, ctypes.c_size_t(len(PAGE)), ctypes.byref(page), None) == 0
    assert c.libclean_page_articles(page) == 1
    article = c.libclean_page_article(page, 0)
    assert str(c.libclean_article_headline(article)) == "百名专家进百县"
    assert str(c.libclean_article_byline(article)) == "记者 崔敬"
    assert str(c.libclean_article_text(article)) == "本报讯（记者 崔敬）科普资源与基层需求的精准匹配，切实打通。"
    part = c.libclean_article_block(article, 1)
    assert str(part.role) == "paragraph"
    spans = [(part.spans[i].begin, part.spans[i].end) for i in range(part.span_count)]
    assert b"|".join(PAGE[b:e] for b, e in spans) == PAGE[spans[0][0]:-1].replace(b"\n\n", b"|")
    c.libclean_page_free(page)
    c.libclean_pipeline_free(pipeline)


main()
