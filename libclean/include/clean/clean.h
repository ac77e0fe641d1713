// All of libclean. The shortest use:
//
//   clean::Pipeline pipeline(clean::load_recipe("zh-daily"));
//   clean::Document page = pipeline.run({.bytes = text});
//   for (const clean::Article& a : clean::assemble(page, pipeline.recipe())) std::cout << a.headline << "\n";
#pragma once

#include <clean/article.h>
#include <clean/decision.h>
#include <clean/document.h>
#include <clean/encoding.h>
#include <clean/filter.h>
#include <clean/formats.h>
#include <clean/issue.h>
#include <clean/mets.h>
#include <clean/pipeline.h>
#include <clean/range.h>
#include <clean/recipe.h>
#include <clean/role.h>
#include <clean/stream.h>
