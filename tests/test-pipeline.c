/* test-pipeline.c: definitions of steps, and the command lines they give
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "psc-error.h"
#include "psc-test-utils.h"

#define assert_words(argv, ...)                                             \
  G_STMT_START {                                                            \
    const char *expected_words[] = { __VA_ARGS__, NULL };                   \
    g_assert_true (g_strv_equal ((const char * const *) (argv),             \
                                 expected_words));                          \
  } G_STMT_END

static PscPipeline *
pipeline_new_for (const char *definition)
{
  PscPipeline *pipeline = psc_pipeline_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (psc_pipeline_append (pipeline, definition, &error));
  g_assert_no_error (error);

  return pipeline;
}

static void
test_default (void)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new_default ();
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) last = NULL;

  g_assert_cmpuint (psc_pipeline_get_n_steps (pipeline), ==, 3);
  g_assert_cmpstr (psc_pipeline_get_step (pipeline, 0)->name, ==, "file");
  g_assert_cmpstr (psc_pipeline_get_step (pipeline, 1)->name, ==, "compute");
  g_assert_cmpstr (psc_pipeline_get_step (pipeline, 2)->name, ==, "wc");
  g_assert_false (psc_pipeline_step_is_compute (pipeline, 0));
  g_assert_true (psc_pipeline_step_is_compute (pipeline, 1));
  g_assert_true (psc_pipeline_has_command (pipeline));
  g_assert_true (psc_pipeline_is_default (pipeline));

  first = psc_pipeline_dup_argv (pipeline, 0, "/a/-l");
  assert_words (first, "file", "--", "/a/-l");
  last = psc_pipeline_dup_argv (pipeline, 2, "/a/-l");
  assert_words (last, "wc", "--", "/a/-l");
}

typedef struct
{
  const char *definition;
  const char *words[6]; /* none for the built-in step */
} GoodCase;

/* The file is "/f". */
static const GoodCase good_cases[] = {
  { "compute", { NULL } },
  { "numbers=compute", { NULL } },
  { "numbers='compute'", { NULL } },
  { "own=compute {}", { "compute", "/f" } },
  { "lines=wc -l", { "wc", "-l", "/f" } },
  { "lines=wc -l {}", { "wc", "-l", "/f" } },
  { "a=dd if={} of=/dev/null", { "dd", "if=/f", "of=/dev/null" } },
  { "a=diff {} {}", { "diff", "/f", "/f" } },
  { "a=x a{}b{}c", { "x", "a/fb/fc" } },
  { "a=x 'two words' \"{}\"", { "x", "two words", "/f" } },
  { "a=x b=c", { "x", "b=c", "/f" } },
  /* No shell looks at any of it. */
  { "a=x $HOME $(id) ; > y", { "x", "$HOME", "$(id)", ";", ">" } },
  { "a=x ''", { "x", "", "/f" } },
  { "größe=x", { "x", "/f" } },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      const GoodCase *c = &good_cases[i];
      g_autoptr (PscPipeline) pipeline = pipeline_new_for (c->definition);
      g_auto (GStrv) argv = NULL;

      g_assert_cmpuint (psc_pipeline_get_n_steps (pipeline), ==, 1);
      g_assert_cmpint (psc_pipeline_step_is_compute (pipeline, 0), ==,
                       c->words[0] == NULL);
      g_assert_cmpint (psc_pipeline_has_command (pipeline), ==,
                       c->words[0] != NULL);
      if (c->words[0] == NULL)
        continue;

      argv = psc_pipeline_dup_argv (pipeline, 0, "/f");
      for (guint k = 0; k < G_N_ELEMENTS (c->words) && c->words[k] != NULL;
           k++)
        g_assert_cmpstr (argv[k], ==, c->words[k]);
    }
}

/* What a step is written as gives the same step again. */
static void
test_written (void)
{
  static const char * const definitions[][2] = {
    { "compute", "compute" },
    { "n='compute'", "n=compute" },
    { "n=compute {}", "n=compute {}" },
    { "a=x  \"two words\" ''", "a=x 'two words' '' {}" },
    { "a=x -- a{}b", "a=x -- a{}b" },
    { "a=x \"it's\" '#' {", "a=x 'it'\\''s' '#' '{' {}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (PscPipeline) pipeline = pipeline_new_for (definitions[i][0]);
      g_autofree char *written = psc_pipeline_dup_definition (pipeline, 0);
      g_autoptr (PscPipeline) again = pipeline_new_for (written);

      g_assert_cmpstr (written, ==, definitions[i][1]);
      g_assert_true (psc_pipeline_equal (pipeline, again));
    }
}

static void
test_bad (void)
{
  static const char * const definitions[] = {
    "", "wc", "Compute", "=wc", "=", "a=", "a=   ", "a=''", "a='' x",
    "a='open", "a=x \\", "\xff=wc",
  };

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (psc_pipeline_append (pipeline, definitions[i], &error));
      g_assert_error (error, PSC_ERROR, PSC_ERROR_PIPELINE);
      g_assert_cmpuint (psc_pipeline_get_n_steps (pipeline), ==, 0);
    }
}

static void
test_same_name (void)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new_default ();
  static const char * const definitions[] = {
    "wc=wc -l", "compute", "file=compute",
  };

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (psc_pipeline_append (pipeline, definitions[i], &error));
      g_assert_error (error, PSC_ERROR, PSC_ERROR_PIPELINE);
    }
  g_assert_cmpuint (psc_pipeline_get_n_steps (pipeline), ==, 3);
  g_assert_true (psc_pipeline_append (pipeline, "WC=wc", NULL));
}

static void
test_too_many (void)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < PSC_MAX_STEPS; i++)
    {
      g_autofree char *definition =
        g_strdup_printf (i % 2 == 0 ? "s%u=compute" : "s%u=wc", i);

      g_assert_true (psc_pipeline_append (pipeline, definition, NULL));
    }

  g_assert_false (psc_pipeline_append (pipeline, "compute", &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_PIPELINE);
  g_clear_error (&error);
  g_assert_false (psc_pipeline_append (pipeline, "more=wc", &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_PIPELINE);
  g_assert_cmpuint (psc_pipeline_get_n_steps (pipeline), ==, PSC_MAX_STEPS);
}

/* What stands in the file's name, or in the program's, is not looked at. */
static void
test_placeholder (void)
{
  g_autoptr (PscPipeline) pipeline = pipeline_new_for ("a=/bin/{}/x {} -{}-");
  g_auto (GStrv) argv = psc_pipeline_dup_argv (pipeline, 0, "/{}{} \xff\n");
  g_autofree char *last = g_strconcat ("-", "/{}{} \xff\n", "-", NULL);

  assert_words (argv, "/bin/{}/x", "/{}{} \xff\n", last);
}

static void
test_resolve (void)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new_default ();
  g_autoptr (PscPipeline) resolved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_find_program_in_path ("wc");

  resolved = psc_pipeline_resolve (pipeline, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (psc_pipeline_get_n_steps (resolved), ==, 3);
  g_assert_cmpstr (psc_pipeline_get_step (resolved, 2)->argv[0], ==, program);
  g_assert_cmpstr (psc_pipeline_get_step (resolved, 2)->argv[1], ==, "--");
  g_assert_true (psc_pipeline_step_is_compute (resolved, 1));

  /* The one that was asked is as it was. */
  g_assert_cmpstr (psc_pipeline_get_step (pipeline, 2)->argv[0], ==, "wc");
  g_assert_true (psc_pipeline_is_default (pipeline));
  g_assert_false (psc_pipeline_is_default (resolved));
}

static void
test_resolve_relative (void)
{
  g_autofree char *directory = psc_test_make_directory (NULL);
  g_auto (GStrv) program = psc_test_make_program (directory, "own", "exit 0");
  g_autofree char *back = g_get_current_dir ();
  g_autofree char *here = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (PscPipeline) pipeline = pipeline_new_for ("a=./own {}");
  g_autoptr (PscPipeline) resolved = NULL;

  g_assert_cmpint (g_chdir (directory), ==, 0);
  here = g_get_current_dir ();
  resolved = psc_pipeline_resolve (pipeline, NULL);
  g_assert_cmpint (g_chdir (back), ==, 0);

  g_assert_nonnull (resolved);
  expected = g_build_filename (here, "own", NULL);
  g_assert_cmpstr (psc_pipeline_get_step (resolved, 0)->argv[0], ==, expected);
  psc_test_remove_directory (directory);
}

static void
test_missing (void)
{
  g_autofree char *directory =
    psc_test_make_directory ((const char *[]) { "plain", "sub/", NULL });
  static const char * const programs[] = {
    "no-such-program-here", "./no-such-program-here", "%s/plain", "%s/sub",
    "%s/none",
  };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_auto (GStrv) parts = g_strsplit (programs[i], "%s", -1);
      g_autofree char *path = g_strjoinv (directory, parts);
      g_autofree char *definition = g_strconcat ("step=", path, " {}", NULL);
      g_autoptr (PscPipeline) pipeline = pipeline_new_for (definition);
      g_autoptr (GError) error = NULL;

      g_assert_null (psc_pipeline_resolve (pipeline, &error));
      g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, "“step”"));
    }
  psc_test_remove_directory (directory);
}

/* The tools of the default pipeline are named with their package. */
static void
test_missing_default (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new_default ();
  g_autoptr (PscPipeline) last = pipeline_new_for ("lines=wc -l");
  g_autoptr (GError) error = NULL;

  g_setenv ("PATH", "/nonexistent", TRUE);
  g_assert_null (psc_pipeline_resolve (pipeline, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL);
  g_assert_nonnull (strstr (error->message, "package “file”"));
  g_clear_error (&error);
  g_assert_null (psc_pipeline_resolve (last, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_NO_TOOL);
  g_assert_nonnull (strstr (error->message, "package “coreutils”"));
  g_setenv ("PATH", path, TRUE);
}

static void
test_empty (void)
{
  g_autoptr (PscPipeline) pipeline = psc_pipeline_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (psc_pipeline_has_command (pipeline));
  g_assert_null (psc_pipeline_resolve (pipeline, &error));
  g_assert_error (error, PSC_ERROR, PSC_ERROR_PIPELINE);
}

static void
test_equal (void)
{
  static const char * const definitions[] = {
    "a=wc", "b=wc", "a=wc -l", "a=compute", "a=file",
  };

  for (guint i = 0; i < G_N_ELEMENTS (definitions); i++)
    {
      g_autoptr (PscPipeline) left = pipeline_new_for (definitions[i]);

      for (guint k = 0; k < G_N_ELEMENTS (definitions); k++)
        {
          g_autoptr (PscPipeline) right = pipeline_new_for (definitions[k]);

          g_assert_cmpint (psc_pipeline_equal (left, right), ==, i == k);
          psc_pipeline_append_compute (right, "more");
          g_assert_false (psc_pipeline_equal (left, right));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pipeline/default", test_default);
  g_test_add_func ("/pipeline/good", test_good);
  g_test_add_func ("/pipeline/written", test_written);
  g_test_add_func ("/pipeline/bad", test_bad);
  g_test_add_func ("/pipeline/same-name", test_same_name);
  g_test_add_func ("/pipeline/too-many", test_too_many);
  g_test_add_func ("/pipeline/placeholder", test_placeholder);
  g_test_add_func ("/pipeline/resolve", test_resolve);
  g_test_add_func ("/pipeline/resolve-relative", test_resolve_relative);
  g_test_add_func ("/pipeline/missing", test_missing);
  g_test_add_func ("/pipeline/missing-default", test_missing_default);
  g_test_add_func ("/pipeline/empty", test_empty);
  g_test_add_func ("/pipeline/equal", test_equal);

  return g_test_run ();
}
