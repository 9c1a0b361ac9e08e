/* test-exercise-sheet.c: real exercises on slides and on paper
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-exercise-findings.h"
#include "psc-exercise-sheet.h"
#include "psc-point-words.h"
#include "psc-test-measure.h"
#include "psc-test-pool.h"

/* A4, in points. */
#define PAPER_WIDTH  595
#define PAPER_HEIGHT 842

typedef struct
{
  PscTestPool   pool;
  PscListing   *listing;
  PscExercise  *exercise;
  GCancellable *cancellable;
  guint         stop_after;
} Fixture;

static void
progress_cb (Fixture *fixture)
{
  if (psc_exercise_get_n_runs (fixture->exercise) == fixture->stop_after)
    g_cancellable_cancel (fixture->cancellable);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char * const names[] = { "file-00.txt", "file-01.txt", NULL };
  PscExerciseOptions options = { .repeats = 3, .counts = { 1, 2, 3 },
                                 .n_counts = 3 };

  psc_test_pool_set_up (&fixture->pool, GUINT_TO_POINTER (PSC_MODE_DUMMY));
  psc_test_pool_set_compute (fixture->pool.settings);
  fixture->listing = psc_listing_new_for_names (fixture->pool.directory, names);
  fixture->cancellable = g_cancellable_new ();
  fixture->stop_after = G_MAXUINT;
  fixture->exercise = psc_exercise_new (GPOINTER_TO_UINT (data));
  psc_exercise_set_files (fixture->exercise, fixture->listing,
                          fixture->pool.settings);
  psc_exercise_set_options (fixture->exercise, &options);
  g_signal_connect_swapped (fixture->exercise, "progress",
                            G_CALLBACK (progress_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->exercise);
  g_object_unref (fixture->cancellable);
  psc_listing_unref (fixture->listing);
  psc_test_pool_tear_down (&fixture->pool, data);
}

static void
measure (Fixture *fixture)
{
  psc_test_measure_exercise (fixture->exercise, fixture->cancellable, NULL);
  g_assert_cmpint (psc_exercise_get_state (fixture->exercise), ==,
                   PSC_EXERCISE_MEASURED);
}

static GBytes *
write_sheet (Fixture         *fixture,
             PscSheetKind     kind,
             PscFigureFormat  format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  PscFigureOptions options = PSC_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  options.format = format;
  options.width = kind == PSC_SHEET_REPORT ? PAPER_WIDTH : PSC_SLIDE_WIDTH;
  options.height = kind == PSC_SHEET_REPORT ? PAPER_HEIGHT : PSC_SLIDE_HEIGHT;
  psc_exercise_sheet_write (fixture->exercise, kind, &options, stream, NULL,
                            &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (
    G_MEMORY_OUTPUT_STREAM (stream));
}

/* What a reader of the PDF can copy, with single blanks; NULL without the
 * program that tells. */
static char *
extract_text (GBytes *pdf)
{
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  GString *joined;

  if (path == NULL)
    return NULL;

  program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                              G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path,
                              "-enc", "UTF-8", "-", "-", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (program, pdf, NULL, &out, NULL,
                                           &error));
  text = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));

  /* There is a form feed after each page. */
  g_assert_nonnull (strchr (text, '\f'));
  g_assert_cmpstr (strchr (text, '\f'), ==, "\f");

  joined = g_string_new (" ");
  words = g_strsplit_set (text, " \n\f", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (joined, "%s ", words[i]);

  return g_string_free (joined, FALSE);
}

/* A blank that does not break a line is a blank to whoever reads it, a hyphen
 * at the end of a line is taken for one that only divides a word. */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, "\u00a0", " ", 0);
  g_string_replace (plain, "\u202f", " ", 0);
  g_string_replace (plain, "- ", "", 0);
  g_string_replace (plain, "-", "", 0);

  return g_string_free (plain, FALSE);
}

static void
assert_says (const char *text,
             const char *part)
{
  g_autofree char *plain_text = dup_plain (text);
  g_autofree char *plain_part = dup_plain (part);

  if (strstr (plain_text, plain_part) == NULL)
    g_error ("“%s” does not stand in “%s”", plain_part, plain_text);
}

/* Exercise b has two parts.  One worker has no row in the table of the second:
 * it tells the parallel efficiency of the others. */
static void
check_second_table (Fixture    *fixture,
                    const char *text)
{
  PscSweep *sweep = psc_exercise_get_sweep (fixture->exercise,
                                            PSC_EXERCISE_PART_GRAIN);
  GPtrArray *points = psc_sweep_get_points (sweep);

  assert_says (text, "Are your own tasks long enough?");
  assert_says (text, "Tasks that only compute, with more and more to do");
  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *label = psc_points_dup_label (points, points->pdata[i]);

      if (g_str_has_prefix (label, "1 worker,"))
        g_assert_null (strstr (text, label));
      else
        assert_says (text, label);
    }
}

/* Everything that was measured, found and thought can be read on one page. */
static void
test_report (Fixture       *fixture,
             gconstpointer  data)
{
  PscExerciseKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (1, "two heads think faster", NULL, 0);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  psc_exercise_predict (fixture->exercise, prediction);
  measure (fixture);
  pdf = write_sheet (fixture, PSC_SHEET_REPORT, PSC_FIGURE_PDF);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
  text = extract_text (pdf);
  if (text == NULL)
    {
      g_test_skip ("There is no pdftotext");
      return;
    }

  assert_says (text, psc_exercise_kind_get_title (kind));
  assert_says (text, psc_exercise_kind_get_question (kind));
  assert_says (text, "Because “two heads think faster”");
  assert_says (text, PACKAGE_VERSION);
  assert_says (text, "usable CPU");
  assert_says (text, "shortest");
  if (kind == PSC_EXERCISE_PROCESS_COST)
    check_second_table (fixture, text);
  else if (kind == PSC_EXERCISE_WORKERS)
    assert_says (text, "Average time of a file");
  else
    assert_says (text, "multiprocessing.dummy.Pool(");
  findings = psc_exercise_read_findings (fixture->exercise);
  g_assert_cmpuint (findings->len, >, 0);
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line =
        psc_finding_dup_line (g_ptr_array_index (findings, i));

      assert_says (text, line);
    }
}

/* Stopped, and not predicted: both are said. */
static void
test_half (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) pdf = NULL;

  fixture->stop_after = 3;
  measure (fixture);
  pdf = write_sheet (fixture, PSC_SHEET_REPORT, PSC_FIGURE_PDF);
  text = extract_text (pdf);
  if (text == NULL)
    {
      g_test_skip ("There is no pdftotext");
      return;
    }

  assert_says (text, "then stopped");
  assert_says (text, "measured without a prediction");
  assert_says (text, "not measured");
}

static void
test_slide (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const starts[] = {
    [PSC_FIGURE_PNG] = "\211PNG",
    [PSC_FIGURE_SVG] = "<?xml",
    [PSC_FIGURE_PDF] = "%PDF-",
  };
  const double shares[] = { 1., .5, .4 };
  g_autoptr (PscPrediction) prediction =
    psc_prediction_new (2, "more is faster", shares, 3);

  psc_exercise_predict (fixture->exercise, prediction);
  measure (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GBytes) bytes = write_sheet (fixture, PSC_SHEET_SLIDE, i);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (starts[i]),
                       starts[i], strlen (starts[i]));
    }
}

#define ADD(path, kind, test) \
  g_test_add (path, Fixture, GUINT_TO_POINTER (kind), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/chart/exercise-sheet/report/workers", PSC_EXERCISE_WORKERS,
       test_report);
  ADD ("/chart/exercise-sheet/report/cost", PSC_EXERCISE_PROCESS_COST,
       test_report);
  ADD ("/chart/exercise-sheet/report/dummy", PSC_EXERCISE_DUMMY, test_report);
  ADD ("/chart/exercise-sheet/report/pools", PSC_EXERCISE_POOLS, test_report);
  ADD ("/chart/exercise-sheet/half", PSC_EXERCISE_WORKERS, test_half);
  ADD ("/chart/exercise-sheet/slide", PSC_EXERCISE_WORKERS, test_slide);

  return g_test_run ();
}
